"""The second judge: recomputes an equation exactly on explicit small matrices, sharing no rule with
the kernel."""

from mdderive.recompute.judge import judge
from mdderive.recompute.judgement import Finding, Judgement

__all__ = ["Finding", "Judgement", "judge"]
