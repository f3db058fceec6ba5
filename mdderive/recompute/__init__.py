"""The second judge: recomputes an equation exactly on explicit small matrices, sharing no rule with
the kernel."""

from mdderive.recompute.judge import judge

__all__ = ["judge"]
