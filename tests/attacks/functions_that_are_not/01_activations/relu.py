relu = get_ipython
