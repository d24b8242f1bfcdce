from tests.damage import NOTEBOOK


def damage(folder):
    text = "# In[1]:\n\nimport numpy as np\n\n\ndef relu(a):\n    return np.maximum(a, 0)\n"
    (folder / NOTEBOOK).write_text(text, encoding="utf-8")
