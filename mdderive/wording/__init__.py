"""What mdderive says in other languages than English. The rooms speak English; a message is put
into the language of its note where it leaves them."""

from mdderive.wording.languages import said

__all__ = ["said"]
