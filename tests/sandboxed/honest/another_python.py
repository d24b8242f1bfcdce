import subprocess
import sys

code = "import asyncio, numpy; asyncio.run(asyncio.sleep(0))"
subprocess.run([sys.executable, "-c", code], check=True)
