using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker;

/// <summary>Exit code 0: all holds; 1: violations, each on a line; 2: the input or the command line cannot be read.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);

    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            return Print(Checker.Run(OptionParser.Parse(arguments)), output);
        }
        catch (Exception exception) when (exception is OptionException or InputException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return 2;
        }
    }

    private static int Print(CheckResult result, TextWriter output)
    {
        if (result.IsOk)
        {
            output.WriteLine($"ok: {result.Placements} placements, {result.Audit.Checks} checks");
            return 0;
        }

        foreach (var violation in result.Audit.Details)
            output.WriteLine(violation);
        output.WriteLine($"{result.Audit.Violations} violations: {string.Join(", ", result.Audit.Counts.Select(entry => $"{entry.Key} {entry.Value}"))}");
        return 1;
    }
}
