"""The codes from D2xx on: what each is called, why it arises, what to do about it."""

PHRASES = {
    # D2xx
    "a formula that cannot be parsed": "无法解析的公式",
    "Brackets don't pair up, or something is missing on one side of a sign.": (
        "括号不配对，或某个符号一侧缺了内容。"
    ),
    "Complete the formula at the place marked.": "在标出处补全公式。",
    "a command that is not known": "未知的命令",
    "The command is neither LaTeX that mdderive reads nor a macro it has seen.": (
        "它既不是 mdderive 能读的 LaTeX 命令，也不是已见过的宏。"
    ),
    "Define it with `macro:`, or write it out.": "用 `macro:` 定义它，或直接展开写出。",
    "a formula that is too large": "公式过大",
    "It is nested deeper, is longer, or holds a higher power than mdderive reads.": (
        "嵌套过深、过长，或幂次高于 mdderive 能读的。"
    ),
    "Split the step, or name parts of it.": "拆开这一步，或给其中的部分命名。",
    "notation that is not read": "不读的记号",
    "The notation is known but has no reading here.": "记号是认识的，但在这里没有读法。",
    "Write it with the notation the message offers.": "用消息所给的记号来写。",
    "notation that has to be chosen": "需要选定的记号",
    "The spelling means different things to different authors, or nothing for these shapes.": (
        "不同作者的用法不同，或对这些形状没有意义。"
    ),
    "Write one of the forms the message offers.": "写成消息所给的形式之一。",
    "a name that is not declared": "没有声明的名字",
    "The name has no declaration and no definition, and several shapes would fit.": (
        "这个名字既没有声明也没有定义，而有几种形状都合适。"
    ),
    "Declare it in the annotation.": "在注释中声明它。",
    "a sign that claims no equality": "不表示相等的符号",
    (
        "Approximations and bounds are not equations: only one that restates a declaration or fact "
        "is given."
    ): "近似和不等式不是等式：只有重述声明或事实的才算给定。",
    "Write the step as an equation, or what is given as a fact or property in the annotation.": (
        "把这一步写成等式，或把所给的写成注释中的事实或性质。"
    ),
    "an implication": "推出关系",
    "What it follows from could not be read, is refuted, or does not carry it everywhere.": (
        "所依据的没有读懂、不成立，或不足以在各处推出它。"
    ),
    "Write the premise before the sign, and what else is needed as a fact or declaration.": (
        "把前提写在符号之前，其余需要的写成事实或声明。"
    ),
    "a derivative of something without a value": "对没有值的名字求导",
    "Nothing in the derivation says what is differentiated.": "推导中没有说明对什么求导。",
    "Define it in an earlier row, or give it in the annotation.": (
        "在前面的行中定义它，或在注释中给出。"
    ),
    "an update, not an equation": "是更新，不是等式",
    "The name on the left stands on the right as well.": "左边的名字也出现在右边。",
    "Index the iterates: `w_1 = w_0 - g`.": "给迭代加下标：`w_1 = w_0 - g`。",
    "a row without a relation": "没有关系符号的行",
    "The row holds no `=`, so it claims nothing.": "这一行没有 `=`，没有断言任何东西。",
    "Write an equation, or join it to the row before.": "写成等式，或接到上一行。",
    # D3xx
    "shapes that don't fit": "形状不相容",
    "The operation needs other shapes than its operands have.": "运算要求的形状与操作数不同。",
    "Check the factors at the place marked: a transpose or the order may be wrong.": (
        "检查标出处的因子：可能转置或次序有误。"
    ),
    "a scalar beside a square matrix": "标量与方阵相加",
    "A sum of a scalar and a square matrix may mean the scalar times I, or times ones.": (
        "标量与方阵之和可能指标量乘 I，也可能指乘全 1 矩阵。"
    ),
    "Write one of the two forms the message offers.": "写成消息所给的两种形式之一。",
    "a size that does not follow": "推不出的维数",
    "Nothing in the row says how large this is.": "这一行里没有什么能说明它的大小。",
    "Give its size as a subscript.": "用下标给出它的维数。",
    "the two sides have different shapes": "两边形状不同",
    "The left side and the right side of the relation cannot be equal.": "左边与右边不可能相等。",
    "Check the sides: a transpose or a factor may be missing.": "检查两边：可能缺了转置或因子。",
    # D4xx
    "the step is false": "此步不成立",
    "The two sides differ: the witness gives matrices for which they do.": (
        "两边不相等：反例给出了使两边不同的矩阵。"
    ),
    "Correct the right side, or declare the property that makes it true.": (
        "改正右边，或声明使它成立的性质。"
    ),
    "a declared property that the value does not have": "声明的性质不为其值所有",
    "A property declared of a name that has a value is a claim about the value: it is false.": (
        "对有值的名字声明性质，就是断言它的值有此性质：这不成立。"
    ),
    "Drop the property, or declare it of the names that the value is made of.": (
        "去掉这个性质，或对组成其值的名字声明。"
    ),
    # D5xx
    "the formula can be read in several ways": "公式有几种读法",
    "Several readings fit the shapes, and the step is not true, or not false, under all.": (
        "几种读法形状都合适，而结论不一致。"
    ),
    "Add brackets so that one reading is left.": "加上括号，使之只有一种读法。",
    "the step needs more than its budget": "这一步超出预算",
    "The step is too large to be judged in the time and size allowed; nothing is guessed.": (
        "这一步太大，在允许的时间和规模内无法判断；不作猜测。"
    ),
    "Split the step; or raise the key that is named, under `[tool.mdderive.budget]`.": (
        "拆开这一步；若写明了设置项，也可在 `[tool.mdderive.budget]` 中调高它。"
    ),
    "there is no point at which the step can be tried": "没有可以检验这一步的点",
    "Nowhere are both sides defined and all facts true: contradictory facts prove nothing.": (
        "没有一点使两边都有定义且所给事实都成立：矛盾的事实证明不了什么。"
    ),
    "Check the facts and the domains: inverses, logarithms, denominators.": (
        "检查所给事实和定义域：逆、对数、分母。"
    ),
    "a derivative by a name that isn't there": "对没有出现的名字求导",
    "The definition does not mention the name it is differentiated by.": (
        "定义中没有求导所对的名字。"
    ),
    "Define it in terms of that name, or differentiate by a name it mentions.": (
        "把它写成那个名字的式子，或对其中出现的名字求导。"
    ),
    "the step is only tested": "这一步只经过检验",
    "Both sides agree wherever they were recomputed, but `--strict` asks for a proof.": (
        "凡重新计算之处两边都相等，但 `--strict` 要求证明。"
    ),
    "Split the step, or declare what it rests on; without `--strict` it passes.": (
        "拆开这一步，或声明它所依据的；不用 `--strict` 则通过。"
    ),
    # D6xx
    "names are held constant because they carry no d": "没有微分号的名字视为常量",
    "Without `wrt`, what varies is what carries a differential; a lost term looks the same.": (
        "没有 `wrt` 时，带微分号的才是变量；漏项看起来也是这样。"
    ),
    "Say what varies with `wrt: X`, or write the missing terms.": (
        "用 `wrt: X` 说明变量，或补上漏掉的项。"
    ),
    "no blank line between annotation and display": "注释与公式之间没有空行",
    "Inside lists, quotes and admonitions Python-Markdown (MkDocs) then shows no formula.": (
        "在列表、引用和提示框里，Python-Markdown（MkDocs）会因此不显示公式。"
    ),
    "Leave a blank line after the comment.": "在注释之后空一行。",
    "text after the closing sign of a display": "公式的结束符号之后有文字",
    "Many renderers then show no display, or swallow the note up to the next one.": (
        "许多渲染器会因此不显示公式，或把后文一起吞掉。"
    ),
    "Move punctuation inside the display, and text to a line of its own.": (
        "把标点移到公式内，把文字另起一行。"
    ),
    "an annotation inside a code block": "代码块中的注释",
    "It is indented by four or more columns, so Markdown shows it as code; it isn't checked.": (
        "缩进了四列以上，Markdown 当作代码显示；不作检查。"
    ),
    "Indent it like the text around it; in a list, like the text of the item.": (
        "与周围文字同样缩进；在列表里与条目的文字对齐。"
    ),
    "a declared property of a name that has a value": "对有值的名字声明性质",
    "The name stands for its value, so nothing is assumed of it but what follows from that.": (
        "名字代表它的值，除由值推出的以外不作任何假设。"
    ),
    "a declared property that no step rests on": "没有用到的性质",
    "Every step of the derivation is proved without it, and assumes no more.": (
        "没有它每一步也都能证明，而且不需要更多假设。"
    ),
    "Drop the property if it isn't meant for the reader.": "若不是写给读者看的，可去掉这个性质。",
    "the prose gives a name two shapes": "正文给一个名字两种形状",
    "Within one section two sentences declare the name differently; the later one holds.": (
        "同一节里有两句对这个名字的说明不同，以后一句为准。"
    ),
    "Declare the name in the annotation, or call one of the two something else.": (
        "在注释中声明这个名字，或给其中之一换个名字。"
    ),
    "the annotation leaves out what the prose says": "注释漏了正文所说的",
    "A name that the annotation declares has the properties that stand there, and no others.": (
        "注释声明的名字只有注释中所写的性质。"
    ),
    "Add the property to the annotation, or leave the name to the prose.": (
        "把性质加到注释中，或不在注释中声明这个名字。"
    ),
    # D9xx
    "a fault of mdderive": "mdderive 自身的错误",
    "mdderive contradicts itself or failed on this block; the step has no verdict.": (
        "mdderive 自相矛盾或在这一段上出错；这一步没有判断。"
    ),
    "Please send the block that the message shows.": "请把消息中显示的那一段发给我们。",
    "nothing to check": "没有可检查的内容",
    "Only a display that an annotation stands before is checked.": "只检查前面有标注的公式。",
    "Put `<!-- derive -->` on a line before the display (`% derive` in LaTeX), or let"
    " `mdderive annotate` propose annotations.": (
        "在公式前另起一行写 `<!-- derive -->`（LaTeX 中写 `% derive`），"
        "或用 `mdderive annotate` 给出标注建议。"
    ),
    "no display is annotated": "没有带标注的公式",
    "no display of these notes is annotated": "这些笔记中没有带标注的公式",
}
