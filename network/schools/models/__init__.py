from network.schools.models.network import Network, SchoolHoliday, Theme
from network.schools.models.school import School, SchoolBoard, Sector

__all__ = ["Network", "School", "SchoolBoard", "SchoolHoliday", "Sector", "Theme"]
