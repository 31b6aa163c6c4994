"""The pure core: losses, optimisers, trajectories, angles and maps. Knows numpy and contourpy, never the web."""
