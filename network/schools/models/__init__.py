from network.schools.models.network import Logo, Network, SchoolHoliday, Theme, YearNorms
from network.schools.models.school import School, SchoolBoard, Sector

__all__ = ["Logo", "Network", "School", "SchoolBoard", "SchoolHoliday", "Sector", "Theme", "YearNorms"]
