"""What the verdicts say."""

PHRASES = {
    "the two sides differ": "两边不相等",
    "the step is false: {said}": "此步不成立：{}",
    "write {}": "应写作 {}",
    "{said}, or write {}": "{}，或者写作 {}",
    "{said}, or leave it as {}": "{}，或者保持 {}",
    "leave it as {}": "保持 {}",
    "declare it": "若确实如此，请声明",
    "give it as a fact": "若确实如此，请作为已知条件写出",
    "set `layout: {}`": "若确用此布局，请设 `layout: {}`",
    "add `structured: {}` to the annotation": "在注释中加上 `structured: {}`",
    "row {} rests": "第 {} 行",
    "rows {} and {} rest": "第 {}、{} 行",
    "{said} on it, and the right side equals the start of the chain all the same": (
        "{}以此为依据，而右边仍与推导的起点相等"
    ),
    "{said} on it, and the right side does not equal the start of the chain": (
        "{}以此为依据，右边与推导的起点不相等"
    ),
    "{said} on it, and the right side could not be compared with the start of the chain": (
        "{}以此为依据，右边无法与推导的起点比较"
    ),
    "correct row {}; this one can stay": "请改正第 {} 行；这一行可以不变",
    "{said}; {said}": "{}；{}",
    "write {said}, or {said}": "{}，或者{}",
    "no difference was found where all sizes are at least 2; should {} hold?": (
        "所有维数不小于 2 时没有找到差别；是否应要求 {}？"
    ),
    "the two judges of mdderive contradict each other": "mdderive 的两个判定互相矛盾",
    "mdderive failed on this derivation: {}": "mdderive 处理这个推导时出错：{}",
    "please report it with this block:\n{}": "请把下面这一段一并报告：\n{}",
    "the step was recomputed at many points but is not proved": (
        "这一步已在多点重新计算，但没有证明"
    ),
    # several readings
    "the formula can be read in several ways, which differ: {}": "公式有几种读法，结论不同：{}",
    "false as written, but true if it means {said}": "按所写不成立；若指{}，则成立",
    "a hypothesis that can be read as {said}": "这个假设可以读作{}",
    "{said} or as {said}": "{}，或读作{}",
    "the whole product": "整个乘积",
    "the first bracket alone": "只是第一个括号",
    "the first term alone": "只是第一项",
    "the d binds one factor": "d 只作用于一个因子",
    "the d of the product": "整个乘积的微分",
    "products first, then the entrywise signs": "先算乘积，再逐元素运算",
    "the entrywise signs first": "先逐元素运算",
    "what follows the slash and one factor is multiplied": "斜线后只有一个因子作除数",
    "all that follows the slash is divided by": "斜线后全部作除数",
    "the derivative of a formula without a name is set to 0": "令一个没有名字的公式的导数为 0",
    "write a row before that gives the formula a name, `f = ...`": (
        "在前面加一行，给公式一个名字：`f = ...`"
    ),
    "what a line says of `{}` that could not be read": "未能读懂的那一行中关于 `{}` 的条件",
    "write the line about `{}` so that it can be read": "把关于 `{}` 的那一行改成可读的写法",
    "write put a bracket around all that the derivative applies to": "给求导所作用的全部加上括号",
    "write put a bracket around the product": "给乘积加上括号",
    "write put brackets around the products": "给各个乘积加上括号",
    "write write {}": "应写作 {}",
    "write write `\\,` after that factor": "在那个因子之后写 `\\,`",
    # derivatives
    "{} is defined without {}, so its derivative by {} is a slip": (
        "{} 的定义不含 {}，所以对 {} 求导应是笔误"
    ),
    "define {} in terms of {}, or differentiate by what it mentions": (
        "把 {} 写成 {} 的式子，或对定义中出现的名字求导"
    ),
    "{} held constant: no differential of it occurs": "{} 视为常量：它的微分没有出现",
    "{} held constant: no differential of them occurs": "{} 视为常量：它们的微分没有出现",
    "write `wrt: {}` if that is meant, else add the lost terms": (
        "若确实如此，写 `wrt: {}`；否则补上漏掉的项"
    ),
    "right under `structured: {}`, but this derivation is read with `{}`": (
        "在 `structured: {}` 下正确，但这个推导按 `{}` 读"
    ),
    "add `structured: {}` to the annotation, or write the derivative of that reading": (
        "在注释中加上 `structured: {}`，或写出按现有读法的导数"
    ),
    # properties
    "`{}` is declared {said}, but its value is not": "`{}` 声明为{}，但它的值不是",
    "`{}` is declared {said}; whether its value is has not been decided": (
        "`{}` 声明为{}；它的值是否如此没有判定"
    ),
    "`{}` is declared {said}, which no step rests on": "`{}` 声明为{}，而没有一步用到",
    "For example {}.": "例如 {}。",
    # hypotheses and what follows
    "the row that this follows from is {said}": "它所依据的那一行{}",
    "given": "是给定的",
    "refuted": "不成立",
    "unreadable": "无法判断",
    "a derivative that would follow from an equation between values": "不能由数值等式推出导数",
    "this may set a derivative to 0 that could not be read": "这里可能令一个没有读懂的导数为 0",
    "this sets to 0 what begins with a derivative that could not be read": (
        "这里令一个没有读懂的导数为 0"
    ),
    "a conclusion from a derivative set to 0 that could not be read": (
        "由一个没有读懂的导数为 0 得出的结论"
    ),
    "this holds for some values only: where a derivative by {} is 0": (
        "只对某些值成立：即对 {} 的导数为 0 处"
    ),
    "If that is meant, write `{}`.": "若是此意，请写 `{}`。",
    "false, unless what is given of `{}` makes it true, which could not be read": (
        "为假；除非关于 `{}` 给出的、未能读懂的条件使其成立"
    ),
}
