/*
 * The programs of the images burst/echo and burst/sleep on an engine: without an argument it runs until it is asked to end, with one it ends
 * after so many seconds. No library; eng/holder compiles it.
 */
typedef unsigned long u64;

enum { SIG_BLOCK = 0, STOPPED = 128 + 15, USAGE = 2, SECONDS_MAX = 86400 };

#if defined(__x86_64__)
enum { WRITE = 1, EXIT = 60, SIGPROCMASK = 14, SIGTIMEDWAIT = 128 };
__asm__(".globl _start\n_start: mov %rsp, %rdi\nand $-16, %rsp\ncall run\n");

static long call(long number, long a, long b, long c, long d)
{
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
enum { WRITE = 64, EXIT = 93, SIGPROCMASK = 135, SIGTIMEDWAIT = 137 };
__asm__(".globl _start\n_start: mov x0, sp\nbl run\n");

static long call(long number, long a, long b, long c, long d)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}
#endif

struct span { long seconds; long nanoseconds; };

static void leave(int code)
{
    for (;;)
        call(EXIT, code, 0, 0, 0);
}

static void say(const char *text)
{
    long length = 0;
    while (text[length] != 0)
        length++;
    call(WRITE, 1, (long)text, length, 0);
}

static long read_seconds(const char *text)
{
    long seconds = 0;
    if (*text == 0)
        return -1;
    for (; *text != 0; text++) {
        if (*text < '0' || *text > '9' || seconds > SECONDS_MAX)
            return -1;
        seconds = seconds * 10 + (*text - '0');
    }
    return seconds;
}

/* What the kernel leaves on the stack: how many arguments there are, then where they are. */
__attribute__((used, noreturn)) void run(long *stack)
{
    /* The first process of a container gets no signal that it does not handle; one that is blocked it can wait for. */
    u64 end = 1UL << (15 - 1) | 1UL << (2 - 1); /* SIGTERM, SIGINT */
    struct span span = {0, 0};
    int ends = stack[0] > 1;
    call(SIGPROCMASK, SIG_BLOCK, (long)&end, 0, sizeof end);
    if (ends && (span.seconds = read_seconds((const char *)stack[2])) < 0) {
        say("usage: sleep SECONDS\n");
        leave(USAGE);
    }
    say(ends ? "sleeping\n" : "listening\n");
    if (call(SIGTIMEDWAIT, (long)&end, 0, ends ? (long)&span : 0, sizeof end) > 0)
        leave(STOPPED);
    say("done\n");
    leave(0);
    __builtin_unreachable();
}
