import asyncio


async def run():
    return await (await asyncio.create_subprocess_exec("true")).wait()


assert asyncio.run(run()) == 0
