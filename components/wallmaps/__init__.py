"""挂图: choose the views, look at a sheet, make one or all."""
