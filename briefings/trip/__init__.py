"""What a trip is: route, days, companies, cities, and where the chains stand."""
