using System.Collections.Immutable;
using System.Text;
using Burst.Hosts.Local.Native;
using Microsoft.Win32.SafeHandles;

namespace Burst.Hosts.Local.Programs;

/// <summary>The programs behind the images burst/sleep, burst/echo, burst/cpu and burst/fail.</summary>
public static class BuiltInPrograms
{
    public const string Verb = "__program";

    /// <summary>For arguments that are not understood.</summary>
    public const int ExitUsage = 2;

    public static ImmutableArray<string> Names { get; } = ["sleep", "echo", "cpu", "fail"];

    /// <param name="args">The program's name and its arguments.</param>
    public static int Run(string[] args)
    {
        DieOfSignals();
        using var output = OpenWriter(1);
        using var error = OpenWriter(2);
        try
        {
            return Run(args, output, error, TimeProvider.System);
        }
        catch (FormatException exception)
        {
            error.WriteLine(exception.Message);
            return ExitUsage;
        }
    }

    internal static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider timeProvider) => args switch
    {
        ["sleep", var duration] => SleepProgram.Run(DurationText.Parse(duration), output, timeProvider),
        ["sleep", ..] => throw new FormatException("Usage: sleep DURATION, for example sleep 5, sleep 500ms or sleep 2m."),
        ["echo"] => EchoProgram.Run(0, output, timeProvider),
        ["echo", "--port", var port] => EchoProgram.Run(EchoProgram.ParsePort(port), output, timeProvider),
        ["echo", ..] => throw new FormatException("Usage: echo [--port N], N from 0 (any free port) to 65535."),
        ["cpu", var duration] => CpuProgram.Run(DurationText.Parse(duration), output, timeProvider),
        ["cpu", ..] => throw new FormatException("Usage: cpu DURATION, for example cpu 5, cpu 500ms or cpu 2m."),
        ["fail"] => FailProgram.Run("1", "0", error, timeProvider),
        ["fail", var code] => FailProgram.Run(code, "0", error, timeProvider),
        ["fail", var code, var after] => FailProgram.Run(code, after, error, timeProvider),
        ["fail", ..] => throw new FormatException("Usage: fail [CODE [AFTER]], CODE from 0 to 255, AFTER in seconds."),
        _ => throw new FormatException($"'{args.FirstOrDefault()}' is not a built-in program; {string.Join(", ", Names)} are."),
    };

    /// <summary>The runtime would turn SIGTERM into an orderly exit; an ordinary program dies of it, and so do these.</summary>
    private static void DieOfSignals()
    {
        foreach (var signal in (int[])[LinuxConstants.SigTerm, LinuxConstants.SigInt, LinuxConstants.SigHup, LinuxConstants.SigQuit])
            _ = Libc.Signal(signal, 0);
    }

    private static StreamWriter OpenWriter(int descriptor)
    {
        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }
}
