import asyncio

asyncio.run(asyncio.wait_for(asyncio.sleep(0), 1))
