"""The kind of mistake of a refuted step, and the right side that is true."""

from mdderive.derive.diagnosis.diagnosing import Diagnosis, diagnose, diagnose_steps

__all__ = ["Diagnosis", "diagnose", "diagnose_steps"]
