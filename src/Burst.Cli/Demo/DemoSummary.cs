using Burst.Cli.Output;

namespace Burst.Cli.Demo;

internal static class DemoSummary
{
    public static void Write(DemoResult result, TextWriter output)
    {
        output.WriteLine();
        CostText.Write(result.Cost, output);
        output.WriteLine();
        var onEngine = result.LeftoverOnEngine is { } left ? $", {left} thing(s) on the engine" : "";
        output.WriteLine(
            $"Left behind: {result.LeftoverContainerGroups} container group(s), {result.LeftoverProcesses} process(es){onEngine}. Took {result.Took.TotalSeconds:0} s.");
    }
}
