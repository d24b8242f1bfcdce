"""The pages that students read: feedback/<student>/backpropagation/*.html, in nbgrader's layout."""
