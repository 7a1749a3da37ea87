"""One module a command, each with one function of the command's name.

The table of them is in `send_cli.cli.table`; a module is imported only when its
command is run or asked for help.
"""
