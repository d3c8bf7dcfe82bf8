from network.privacy.models.breach import Breach
from network.privacy.models.own_data import Erasure, OwnDataCopy, Removal
from network.privacy.models.statement import Acceptance, Statement

__all__ = ["Acceptance", "Breach", "Erasure", "OwnDataCopy", "Removal", "Statement"]
