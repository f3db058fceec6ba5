"""Files, annotations, declarations, facts and macros: the codes D1xx, and what they say."""

PHRASES = {
    # files
    "the file cannot be read: {said}": "无法读取文件：{}",
    "the file cannot be read: {}": "无法读取文件：{}",
    "it is not a regular file": "不是普通文件",
    "the note is longer than {} bytes": "笔记超过 {} 字节",
    "line {}: byte {} is not UTF-8": "第 {} 行：字节 {} 不是 UTF-8",
    "{} cannot be written: {}": "{} 无法写出：{}",
    "{} and {} would both be written to {}": "{} 和 {} 都会写到 {}",
    "the output would replace the note {}": "输出会覆盖笔记 {}",
    "there is no such file or directory": "没有这个文件或目录",
    "no notes below this directory": "这个目录下没有笔记",
    # annotations
    "no display follows this annotation": "这个注释之后没有行间公式",
    "the display that `{}` opens here is never closed": "这里由 `{}` 开始的公式没有结束",
    "this display is empty": "这个公式是空的",
    "mdderive doesn't know this directive": "mdderive 不认识这个指令",
    "this annotation reads as code": "这个注释会被当作代码",
    "this comment is never closed": "这个注释没有结束",
    "text follows the closing sign of this display": "这个公式的结束符号之后有文字",
    "Something follows the comment on its last line.": "注释的最后一行后面还有内容。",
    "End the line after `-->`, leave a blank line, then write the display.": (
        "在 `-->` 之后换行，空一行，再写公式。"
    ),
    "What follows is indented so far that Markdown reads it as code.": (
        "后面的内容缩进过多，Markdown 会当作代码。"
    ),
    "Indent the display like the comment.": "让公式与注释同样缩进。",
    "What follows is HTML, in which Markdown reads no displays.": (
        "后面是 HTML，Markdown 在其中不读公式。"
    ),
    (
        "Leave a blank line between the HTML and the display, and nothing else between the"
        " annotation and the display."
    ): "在 HTML 与公式之间空一行，注释与公式之间不要有别的内容。",
    "What follows is a code fence that isn't ```math.": "后面是代码块，而不是 ```math。",
    "Write ```math, or `$$`.": "写作 ```math 或 `$$`。",
    "Prose stands between the annotation and the next display.": "注释与公式之间有正文。",
    "Something else stands between the annotation and the next display.": (
        "注释与公式之间有别的内容。"
    ),
    # options and front matter
    "unknown option `{}`; did you mean `{}`?": "未知的选项 `{}`；是否指 `{}`？",
    "the option `{}` can't be `{}`; did you mean `{}`?": "选项 `{}` 不能是 `{}`；是否指 `{}`？",
    "the option `{}` can't be `{}`": "选项 `{}` 不能是 `{}`",
    "the option `{}` can't be empty": "选项 `{}` 不能为空",
    "Write `{}`.": "写作 `{}`。",
    "the front matter isn't YAML": "文首设置不是 YAML",
    "`derive:` must be a mapping": "`derive:` 必须是映射",
    "unknown key `{}`": "未知的键 `{}`",
    "unknown key `{}`; did you mean `{}`?": "未知的键 `{}`；是否指 `{}`？",
    "`{}` must be a word": "`{}` 必须是一个词",
    "`{}` must be no list of lists": "`{}` 不能是列表的列表",
    "`{}` in `wrt` is not declared": "`wrt` 中的 `{}` 没有声明",
    # declarations
    "`{}` is declared twice": "`{}` 声明了两次",
    "a colon is missing after the names": "名字之后缺少冒号",
    "a name is missing": "缺少名字",
    "families of more than two indices are not read": "不读两个以上下标的族",
    "families of functions are not read": "不读函数的族",
    "`{}` does not carry the index `{}` as a script": "`{}` 没有带下标 `{}`",
    "`{}` does not carry the indices `{}` and `{}` as a script": "`{}` 没有带下标 `{}` 和 `{}`",
    "of the members of a family only `positive` is read": "对族的成员只读 `positive`",
    "`{}` says nothing of a function": "`{}` 没有说明函数",
    "`{}` is no property": "`{}` 不是性质",
    "Properties are {}.": "性质有 {}。",
    "only a square matrix can be {said}, this is {said}": "只有方阵才能{}，这里是 {}",
    "`{}` is no space": "`{}` 不是空间",
    "`{}` is no part of a name": "`{}` 不能是名字的一部分",
    "sizes are letters, numbers, sums, differences, products and powers": (
        "维数是字母、数字以及它们的和、差、积、幂"
    ),
    "Spaces are `R`, `R^n`, `R^{1 x n}`, `R^{m x n}`; functions `sigmoid`, `elementwise`.": (
        "空间有 `R`、`R^n`、`R^{1 x n}`、`R^{m x n}`；函数有 `sigmoid`、`elementwise`。"
    ),
    "a brace is never closed": "花括号没有闭合",
    "arrays of more than two axes are not read": "不读两个轴以上的数组",
    "a size is missing": "缺少维数",
    "{} is below 1 for all sizes": "{} 总小于 1",
    "`{}` is declared {said}, its value is {said}": "`{}` 声明为 {}，它的值是 {}",
    "`{}` is declared constant, its value holds `{}`, which varies": (
        "`{}` 声明为常量，它的值却含有变量 `{}`"
    ),
    # facts
    "Write one equation or inequality a line.": "每行写一个等式或不等式。",
    "Declare it with the property `positive` or `positive definite`.": (
        "用性质 `positive` 或 `positive definite` 声明它。"
    ),
    "a fact is one relation between two formulas": "事实是两个公式之间的一个关系",
    "the relation {} is not read in facts": "事实中不读关系 {}",
    "this fact can be read in several ways": "这个事实有几种读法",
    "an inequality between matrices": "矩阵之间的不等式",
    "an inequality with a free index": "带自由下标的不等式",
    # macros
    "the body of this macro is never closed": "这个宏的内容没有结束",
    "this defines no macro": "这里没有定义宏",
    "{} takes {} arguments": "{} 有 {} 个参数",
    "macros expand to more than {} tokens": "宏展开后超过 {} 个记号",
    "the macro {} uses itself": "宏 {} 用到了自己",
    # prose
    "the prose says both {} and {}; the later one holds": "正文既说 {} 又说 {}；以后一处为准",
    "`{}` is declared in {}, the prose says {} on line {}": (
        "`{0}` 声明在 {1} 中，正文第 {3} 行说 {2}"
    ),
    "the prose says that `{}` is {said} (line {})": "正文说 `{}` {}（第 {} 行）",
    "the prose says that `{}` is {}": "正文说 `{}` {}",
    # the codes D1xx
    "the file cannot be read": "无法读取文件",
    "The file is missing, is a special file, or may not be opened.": (
        "文件不存在、不是普通文件，或没有打开的权限。"
    ),
    "Check the path and its permissions.": "检查路径和权限。",
    "the file is not UTF-8": "文件不是 UTF-8 编码",
    "mdderive reads notes as UTF-8; some bytes of this file are not.": (
        "mdderive 按 UTF-8 读笔记，这个文件有的字节不是。"
    ),
    "Convert it, for instance with `iconv -f gb18030 -t utf-8`.": (
        "转换编码，例如用 `iconv -f gb18030 -t utf-8`。"
    ),
    "the output cannot be written": "无法写出",
    "The output folder or file may not be written.": "输出目录或文件没有写权限。",
    "Choose another folder with `-o DIR`, or mend its permissions.": (
        "用 `-o DIR` 换一个目录，或修正权限。"
    ),
    "the note is too long": "笔记过长",
    "The file is longer than the budget `source_bytes` allows.": (
        "文件超过预算 `source_bytes` 允许的长度。"
    ),
    "Split the note, or raise `source_bytes` under `[tool.mdderive.budget]`.": (
        "拆分笔记，或在 `[tool.mdderive.budget]` 中调高 `source_bytes`。"
    ),
    "two notes for one output": "两份笔记写到同一处",
    "Two of the notes would be written to the same file below the output folder.": (
        "有两份笔记会写到输出目录下的同一个文件。"
    ),
    "Build them into two folders, with `-o DIR` each.": "分别用 `-o DIR` 写到两个目录。",
    "a folder without notes": "目录里没有笔记",
    "The folder holds no Markdown or LaTeX file, or only where the walk does not go.": (
        "目录里没有 Markdown 或 LaTeX 文件，或只在不查找的地方有。"
    ),
    "Name the files themselves; dot-folders, `node_modules` and the output are skipped.": (
        "直接写出文件名；以点开头的目录、`node_modules` 和输出目录会跳过。"
    ),
    "the output would replace a note": "输出会覆盖笔记",
    "The output folder leads back to the notes, which are never touched.": (
        "输出目录就是笔记所在之处，而笔记从不改动。"
    ),
    "Choose another folder with `-o DIR`.": "用 `-o DIR` 换一个目录。",
    "wrong settings": "设置有误",
    "The project's settings have an unknown key or a value that is not allowed.": (
        "项目设置中有未知的键或不允许的值。"
    ),
    "Mend the entry in `mdderive.toml` or `[tool.mdderive]`; the message names it.": (
        "修正 `mdderive.toml` 或 `[tool.mdderive]` 中消息所指的条目。"
    ),
    "a declaration that cannot be read": "无法读懂的声明",
    "A declaration is names, a colon, and a space such as `R^{m x n}` or a function's kind.": (
        "声明由名字、冒号和空间（如 `R^{m x n}`）或函数种类组成。"
    ),
    "Write it as `X, Y: R^{m x n} symmetric`.": "写作 `X, Y: R^{m x n} symmetric`。",
    "a fact that cannot be read": "无法读懂的事实",
    "A fact is an equation or inequality between declared names.": (
        "事实是已声明的名字之间的等式或不等式。"
    ),
    r"Write it as `name = term`, `name \ne 0` or `name > 0`.": (
        r"写作 `name = term`、`name \ne 0` 或 `name > 0`。"
    ),
    "an option's value that names something unknown": "选项的值中有未知的名字",
    "The option speaks of a name that the derivation does not have.": (
        "选项提到的名字在推导中没有。"
    ),
    "Declare the name, or correct its spelling.": "声明这个名字，或改正拼写。",
    "a declaration that comes twice or contradicts itself": "重复或自相矛盾的声明",
    "A name has one shape, and its properties must be possible for that shape.": (
        "一个名字只有一种形状，所声明的性质必须与形状相容。"
    ),
    "Keep one declaration, or correct the shape.": "保留一个声明，或改正形状。",
    "a macro that cannot be used": "无法使用的宏",
    "A macro has at most nine parameters, does not use itself, and stays small.": (
        "宏最多九个参数，不能用到自己，也不能太大。"
    ),
    r"Write it as `\newcommand{\name}[1]{text}` or `macro: \name = text`.": (
        r"写作 `\newcommand{\name}[1]{text}` 或 `macro: \name = text`。"
    ),
    "an annotation without a display": "注释后没有公式",
    "An annotation belongs to the next display; only blank lines may stand between.": (
        "注释属于紧接着的行间公式，中间只能有空行。"
    ),
    "Move the annotation directly before its display, or take it out.": (
        "把注释移到公式正前方，或删去。"
    ),
    "a comment that is never closed": "没有结束的注释",
    "The comment runs to the end of the note, or of the HTML around it.": (
        "注释一直延续到笔记或所在 HTML 的末尾。"
    ),
    "Write `-->` after the last line of the annotation.": "在注释最后一行之后写 `-->`。",
    "a display that is never closed": "没有结束的行间公式",
    "The closing sign is missing before the container, the next comment or the note ends.": (
        "在所在的块、下一个注释或笔记结束之前缺少结束符号。"
    ),
    "Write the closing sign on a line of its own after the last row.": (
        "在最后一行之后另起一行写结束符号。"
    ),
    "an option with a value that is not allowed": "选项的值不允许",
    "The word is an option, or nearly one, but the option has no such value.": (
        "这个词是选项或与选项相近，但选项没有这样的值。"
    ),
    "Use one of the option's values.": "使用选项允许的值。",
    "an empty display": "空的行间公式",
    "The display that the annotation belongs to holds no formula.": (
        "注释所属的行间公式里没有内容。"
    ),
    "Write the derivation into it, or take the annotation out.": "写入推导，或删去注释。",
    "an unknown directive": "未知的指令",
    "A comment that starts with `mdderive:` can only say `ignore`.": (
        "以 `mdderive:` 开头的注释只能是 `ignore`。"
    ),
    "Write `<!-- mdderive: ignore -->`.": "写作 `<!-- mdderive: ignore -->`。",
    "front matter that cannot be read": "无法读懂的文首设置",
    "The front matter speaks of `derive` but isn't YAML, or `derive:` isn't a mapping.": (
        "文首设置提到 `derive`，但不是 YAML，或 `derive:` 不是映射。"
    ),
    "Indent the settings below `derive:`; put quotes round text that YAML takes for syntax.": (
        "把设置缩进在 `derive:` 之下；YAML 会当作语法的文字加引号。"
    ),
    "an unknown key in the front matter": "文首设置中未知的键",
    "`derive:` has the keys layout, structured, conventions, lang, detail, wrt, macros, declare.": (
        "`derive:` 的键有 layout、structured、conventions、lang、detail、wrt、macros、declare。"
    ),
    "Correct the spelling of the key, or take it out.": "改正键的拼写，或删去。",
    "a front matter value of the wrong kind": "文首设置的值类型不对",
    "Options are single words; `declare` and `macros` are lists, texts or mappings.": (
        "选项是单个词；`declare` 和 `macros` 是列表、文字或映射。"
    ),
    "Write the value as a single word, or as a list under `declare` or `macros`.": (
        "把值写成一个词，或写成 `declare`、`macros` 下的列表。"
    ),
    "the annotation contradicts the prose": "注释与正文矛盾",
    "The prose of this section gives the name another shape than the annotation does.": (
        "这一节的正文给这个名字的形状与注释不同。"
    ),
    "Correct one of the two; the annotation was used.": "改正其中之一；现按注释处理。",
    # files that input each other, and notebooks
    "`{}` lies outside the project": "`{}` 在项目之外",
    "`{}` inputs itself: {}": "`{}` 读入了自身：{}",
    "files input each other more than {} deep": "文件相互读入超过 {} 层",
    "there is no file `{}` in the project": "项目中没有文件 `{}`",
    "the name `{}` cannot be followed": "无法跟随文件名 `{}`",
    "{} is not read: {said}": "没有读取 {}：{}",
    "this is no notebook: {said}": "这不是 Jupyter 笔记本：{}",
    "it is nested too deeply": "嵌套过深",
    "it has no list of `cells`; notebooks are read from nbformat 4 on": (
        "没有 `cells` 列表；只读 nbformat 4 及以上的笔记本"
    ),
    "{} would be written outside {}": "{} 会写到 {} 之外",
    "a file outside the project is input": "读入了项目之外的文件",
    "Only files below the folder of mdderive.toml, pyproject.toml or .git are followed, else those"
    " below the paper's own folder; a link that leads out of it is not followed either.": (
        "只跟随 mdderive.toml、pyproject.toml 或 .git 所在目录之下的文件，若都没有，"
        "则是论文自己的目录；指向外面的链接也不跟随。"
    ),
    "Move the file into the project, or put an empty mdderive.toml into the folder above both.": (
        "把文件移进项目，或在两者共同的上级目录放一个空的 mdderive.toml。"
    ),
    "files that input each other": "相互读入的文件",
    "A file inputs itself, or one that leads back to it, or files lie too deep in each other.": (
        "文件读入自身，或读入又回到它的文件，或嵌套过深。"
    ),
    "Take out the command that leads back; TeX would not come to an end either.": (
        "去掉绕回来的那条命令；TeX 也不会停下来。"
    ),
    "not a notebook": "不是笔记本",
    "A file named .ipynb is read as a Jupyter notebook of nbformat 4, and this one is not.": (
        ".ipynb 文件按 nbformat 4 的 Jupyter 笔记本读取，而这个不是。"
    ),
    "Open it in Jupyter and save it again; a newer Jupyter converts old notebooks.": (
        "在 Jupyter 中打开并重新保存；较新的 Jupyter 会转换旧的笔记本。"
    ),
    "an input that is not followed": "没有跟随的读入",
    "The project has no such file, or its name is made by a macro; what it declares and derives is"
    " not known.": "项目中没有这个文件，或文件名由宏生成；它声明和推导了什么无从得知。",
    "Check the name, which is relative to the folder of the paper; a file that comes with TeX needs"
    " no mending.": "检查文件名，它相对于论文所在的目录；TeX 自带的文件不必理会。",
    "steps that cannot fold open": "无法折叠的步骤",
    "`present: details` is for Markdown; nothing folds in LaTeX.": (
        "`present: details` 只用于 Markdown；LaTeX 中没有折叠。"
    ),
    "Write `present: inline`, or `present: side` for the names of the rules alone.": (
        "请写 `present: inline`；若只要规则的名称，写 `present: side`。"
    ),
    "nothing folds in LaTeX: the steps are written `inline`": (
        "LaTeX 中没有折叠：步骤按 `inline` 写出"
    ),
}
