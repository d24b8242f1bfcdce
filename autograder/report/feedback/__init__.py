"""The pages that students read: feedback/<student>/<assignment>/*.html, in nbgrader's layout."""
