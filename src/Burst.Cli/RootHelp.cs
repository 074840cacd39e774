using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Burst.Cli.Commands;

namespace Burst.Cli;

/// <summary>The usual help, with a section of examples where a command has them.</summary>
internal sealed class RootHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public static void AddExamples(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new RootHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not BurstCommand { Examples.Count: > 0 } command)
            return exitCode;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
            output.WriteLine($"  {example}");
        return exitCode;
    }
}
