/*
 * The program of the container that holds a pod's network. Without arguments it waits, and does nothing else, until it is asked to end.
 * With one it opens connections inside the network for who has started it: a prober, or anything else that cannot reach the network from
 * where it is. No library, no allocation; eng/holder compiles it. The other side is HolderRelay.cs, which describes the frames.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

enum { CONNECTIONS = 64, PIECE = 4096, SILENCE_SECONDS = 900 };
enum { OPEN = 1, DATA = 2, CLOSE = 3 };
enum { HELLO = 0, OPENED = 1, CLOSED = 3 };
enum { POLL_IN = 1, POLL_OUT = 4, AF_INET = 2, STREAM_NONBLOCK = 1 | 04000, SOL_SOCKET = 1, SO_ERROR = 4, DONTWAIT_NOSIGNAL = 0x40 | 0x4000 };
enum { EAGAIN = 11, EINTR = 4, EBUSY = 16, EINPROGRESS = 115, SIG_BLOCK = 0 };

#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, SHUT = 3, SOCKET = 41, CONNECT = 42, SENDTO = 44, GETSOCKOPT = 55, EXIT = 60, SIGPROCMASK = 14, SIGTIMEDWAIT = 128, PPOLL = 271 };
__asm__(".globl _start\n_start: mov (%rsp), %rdi\nand $-16, %rsp\ncall run\n");

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
enum { READ = 63, WRITE = 64, SHUT = 57, SOCKET = 198, CONNECT = 203, SENDTO = 206, GETSOCKOPT = 209, EXIT = 93, SIGPROCMASK = 135, SIGTIMEDWAIT = 137, PPOLL = 73 };
__asm__(".globl _start\n_start: ldr x0, [sp]\nbl run\n");

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}
#endif

struct poll { int file; u16 events; u16 happened; };
struct span { long seconds; long nanoseconds; };
struct address { u16 family; u8 port[2]; u8 host[4]; u8 zero[8]; };

/* Entry 0 is the input; 1 + id a connection. A file of -1 is none. */
static struct poll files[1 + CONNECTIONS];
static u8 opening[CONNECTIONS];
static u8 piece[4 + PIECE];

static void leave(int code)
{
    for (;;)
        call(EXIT, code, 0, 0, 0, 0, 0);
}

static void read_all(u8 *to, u32 length)
{
    while (length > 0) {
        long count = call(READ, 0, (long)to, length, 0, 0, 0);
        if (count == -EINTR)
            continue;
        if (count <= 0)
            leave(0);
        to += count;
        length -= (u32)count;
    }
}

/* A piece of at most 4100 bytes whose first four are the header. */
static void tell(u8 *frame, u8 kind, u8 id, u32 length)
{
    u8 *from = frame;
    u32 left = 4 + length;
    frame[0] = kind;
    frame[1] = id;
    frame[2] = (u8)length;
    frame[3] = (u8)(length >> 8);
    while (left > 0) {
        long count = call(WRITE, 1, (long)from, left, 0, 0, 0);
        if (count == -EINTR)
            continue;
        if (count <= 0)
            leave(0);
        from += count;
        left -= (u32)count;
    }
}

static void tell_closed(u8 id, long error)
{
    u8 frame[8] = {0, 0, 0, 0, (u8)error, (u8)(error >> 8), 0, 0};
    tell(frame, CLOSED, id, 4);
}

static void close_one(u8 id, long error)
{
    call(SHUT, files[1 + id].file, 0, 0, 0, 0, 0);
    files[1 + id].file = -1;
    tell_closed(id, error);
}

static void opened(u8 id)
{
    u8 frame[4];
    opening[id] = 0;
    files[1 + id].events = POLL_IN;
    tell(frame, OPENED, id, 0);
}

static void open_one(u8 id, const u8 *where)
{
    struct address address = {AF_INET, {where[4], where[5]}, {where[0], where[1], where[2], where[3]}, {0, 0, 0, 0, 0, 0, 0, 0}};
    long file = call(SOCKET, AF_INET, STREAM_NONBLOCK, 0, 0, 0, 0);
    long result;
    if (file < 0) {
        tell_closed(id, -file);
        return;
    }
    files[1 + id].file = (int)file;
    result = call(CONNECT, file, (long)&address, sizeof address, 0, 0, 0);
    if (result == 0) {
        opened(id);
    } else if (result == -EINPROGRESS) {
        opening[id] = 1;
        files[1 + id].events = POLL_OUT;
    } else {
        close_one(id, -result);
    }
}

/* What the other end does not take at once is not kept: who asks something small has room in the socket. */
static void send_one(u8 id, u8 *data, u32 length)
{
    while (length > 0) {
        long count = call(SENDTO, files[1 + id].file, (long)data, length, DONTWAIT_NOSIGNAL, 0, 0);
        if (count == -EINTR)
            continue;
        if (count < 0) {
            close_one(id, -count);
            return;
        }
        data += count;
        length -= (u32)count;
    }
}

static void take_frame(void)
{
    u8 header[4];
    u32 length;
    read_all(header, 4);
    length = header[2] | (u32)header[3] << 8;
    if (length > PIECE || header[1] >= CONNECTIONS)
        leave(2);
    read_all(piece, length);
    if (header[0] == OPEN && length == 6 && files[1 + header[1]].file < 0)
        open_one(header[1], piece);
    else if (header[0] == OPEN)
        leave(2);
    else if (files[1 + header[1]].file < 0)
        return; /* It is closed, and that has been told. */
    else if (header[0] == DATA)
        send_one(header[1], piece, length);
    else
        close_one(header[1], 0);
}

static void take_answer(u8 id)
{
    long count;
    if (opening[id]) {
        int error = 0;
        u32 size = sizeof error;
        call(GETSOCKOPT, files[1 + id].file, SOL_SOCKET, SO_ERROR, (long)&error, (long)&size, 0);
        if (error != 0)
            close_one(id, error);
        else
            opened(id);
        return;
    }
    count = call(READ, files[1 + id].file, (long)(piece + 4), PIECE, 0, 0, 0);
    if (count == -EAGAIN || count == -EINTR)
        return;
    if (count <= 0)
        close_one(id, -count);
    else
        tell(piece, DATA, id, (u32)count);
}

static void relay(void)
{
    u8 frame[4];
    int id;
    files[0].events = POLL_IN;
    for (id = 0; id < CONNECTIONS; id++)
        files[1 + id].file = -1;
    tell(frame, HELLO, 0, 0);
    for (;;) {
        /* Whoever is gone without a word is not waited for: nothing is said for a quarter of an hour by nobody who is there. */
        struct span silence = {SILENCE_SECONDS, 0};
        long ready = call(PPOLL, (long)files, 1 + CONNECTIONS, (long)&silence, 0, 0, 0);
        if (ready == -EINTR)
            continue;
        if (ready <= 0)
            leave(0);
        for (id = 0; id < CONNECTIONS; id++) {
            if (files[1 + id].file >= 0 && files[1 + id].happened != 0)
                take_answer((u8)id);
        }
        if (files[0].happened != 0)
            take_frame();
    }
}

/* The first process of a container gets no signal that it does not handle; one that is blocked it can wait for. */
static void hold(void)
{
    u64 end = 1UL << (15 - 1) | 1UL << (2 - 1); /* SIGTERM, SIGINT */
    call(SIGPROCMASK, SIG_BLOCK, (long)&end, 0, sizeof end, 0, 0);
    while (call(SIGTIMEDWAIT, (long)&end, 0, 0, sizeof end, 0, 0) < 0)
        ;
}

__attribute__((used, noreturn)) void run(long count)
{
    if (count > 1)
        relay();
    hold();
    leave(0);
    __builtin_unreachable();
}
