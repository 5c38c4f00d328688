"""Runs a program as a unit's sandbox would, as far as that can be had without systemd; needs root.

confine.py <root> <uid> <families> <system calls> <program> [argument...]

The program sees the host's files read-only, with /opt of <root> in the place of /opt and /var/lib/airquality of <root> as the only folder it
can write to beside a /tmp of its own. It has no privileges, gains none, and gets EPERM for a system call or a family of addresses
that is not named. Both lists are written as in the unit, without group names: `systemd-analyze syscall-filter` expands them before.
"""
import ctypes
import os
import socket
import subprocess
import sys

ALLOW, EPERM = 0x7FFF0000, 0x00050000 | 1
EQUAL = 4
PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 38, 24


class Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def take_files(root):
    os.makedirs(f"{root}/var/lib/airquality", exist_ok=True)
    inside = f"{root}/.inside"
    os.makedirs(inside, exist_ok=True)
    mount("--make-rprivate", "/")
    mount("--rbind", root, inside)  # before its path is covered
    handle = os.open(inside, os.O_PATH)
    inside = f"/proc/{os.getpid()}/fd/{handle}"
    for covered in ("/var/lib", "/opt", "/tmp"):
        mount("-t", "tmpfs", "-o", "mode=1777" if covered == "/tmp" else "mode=755", "tmpfs", covered)
    for name in ("opt/airquality", "opt/dotnet", "var/lib/airquality"):
        os.makedirs(f"/{name}")
        mount("--bind", f"{inside}/{name}", f"/{name}")
    for line in open("/proc/self/mounts").read().splitlines():
        place = line.split()[1]
        if place not in ("/tmp", "/var/lib/airquality") and not place.startswith(("/proc", "/dev", "/sys")):
            subprocess.run(["mount", "-o", "remount,bind,ro", place], check=place == "/", stderr=subprocess.DEVNULL)
    mount("-t", "proc", "-o", "subset=pid,hidepid=invisible", "proc", "/proc")
    os.chdir("/var/lib/airquality")


def take_privileges(uid):
    libc = ctypes.CDLL(None, use_errno=True)
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    os.umask(0o077)


def take_system_calls(families, calls):
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    seccomp.seccomp_rule_add_array.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p]
    seccomp.seccomp_load.argtypes = [ctypes.c_void_p]
    context = seccomp.seccomp_init(EPERM)

    def allow(name, *comparisons):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # else it is another machine's
            rules = (Comparison * max(1, len(comparisons)))(*comparisons)
            if seccomp.seccomp_rule_add_array(context, ALLOW, number, len(comparisons), rules) != 0:
                raise OSError(f"{name} could not be allowed")

    for name in calls:
        if name != "socket":
            allow(name)
    for family in families:
        allow("socket", Comparison(0, EQUAL, getattr(socket, family), 0))
    if seccomp.seccomp_load(context) != 0:
        raise OSError("the filter could not be loaded")


if __name__ == "__main__":
    root, uid, families, calls = sys.argv[1:5]
    os.unshare(os.CLONE_NEWNS) if hasattr(os, "unshare") else ctypes.CDLL(None).unshare(0x00020000)
    take_files(root)
    take_privileges(int(uid))
    take_system_calls(families.split(), calls.split())
    os.execv(sys.argv[5], sys.argv[5:])
