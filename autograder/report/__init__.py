"""What graders and students read: the table after a run, the class report, the feedback pages."""
