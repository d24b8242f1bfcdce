"""What a failed check can observe of each function of the course, by asking it again (see `engine.facts`)."""

from . import checking as checking
from . import descending as descending
from . import entries as entries
from . import layers as layers
from . import losses as losses
