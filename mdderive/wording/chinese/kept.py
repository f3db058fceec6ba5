"""Names that a derivation keeps of those before it."""

PHRASES = {
    "`{}` of line {} rests on `{}`, which no longer means the same": (
        "第 {1} 行的 `{0}` 依赖 `{2}`，而后者已不是原来的意思"
    ),
    "`{}` is given on line {} by what could not be read": "`{}` 在第 {} 行给出，但那里没有读懂",
    "Declare it, or define it, in the derivation that uses it.": "请在用到它的推导里声明或定义它。",
    "line {} says that `{}` depends on another name": "第 {} 行说 `{}` 依赖于别的量",
    "what line {} says of `{}` is not understood": "第 {} 行关于 `{}` 的话没有读懂",
    "`{}` is declared here, and `{}` on line {}": "这里声明了 `{}`，而 `{}` 声明于第 {} 行",
    "as defined": "如所定义",
    "as declared": "如所声明",
}
