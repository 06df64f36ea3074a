"""What machines read: robots.txt, the site map, the web manifest, the icon."""
