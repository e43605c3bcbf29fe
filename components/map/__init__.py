"""看地图: the map, its filters, lists, panel and answers."""
