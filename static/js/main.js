// The page's entry point.
document.documentElement.dataset.script = "ready";
