import shutil

shutil.copy2("/etc/passwd", "copy")
shutil.copytree("/opt/course/autograder/wire", "wire")
shutil.rmtree("wire")
