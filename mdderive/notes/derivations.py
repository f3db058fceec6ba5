"""Blocks of one derivation together: each block that starts one, with those that continue it."""

from mdderive.derivation import Block, Document


def derivations(document: Document) -> tuple[tuple[Block, ...], ...]:
    """The blocks of the note by derivation, in order."""
    groups: list[list[Block]] = []
    for block in document.blocks:
        if block.starts or not groups:
            groups.append([])
        groups[-1].append(block)
    return tuple(map(tuple, groups))
