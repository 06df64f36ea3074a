"""How gunicorn serves, with and without containers. A worker holds the edition and the pages that it made: some 300 MB."""

import os

workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))
timeout = 30  # a worker that says nothing for so long is replaced
graceful_timeout = 25  # so long may requests that are under way go on when it stops
keepalive = 5
worker_tmp_dir = "/dev/shm"  # a heartbeat that waits for no disk
control_socket_disable = True  # nobody asks it anything, and its file system is read-only
limit_request_line = 8190  # answers stand in addresses
