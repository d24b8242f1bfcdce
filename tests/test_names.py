"""A name says what it is without its folder: no public class of one name stands in two rooms."""

import ast
from collections import defaultdict

from autograder.course.layout import LAB, PACKAGE


def test_no_public_class_of_one_name_stands_in_two_rooms():
    rooms = defaultdict(set)
    for root in (PACKAGE, LAB):
        for path in root.rglob("*.py"):
            room = path.relative_to(root).parts[0] if root == PACKAGE else "lab"
            for statement in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
                    rooms[statement.name].add(room)
    assert {name: sorted(found) for name, found in rooms.items() if len(found) > 1} == {}
