using System.CommandLine;
using System.CommandLine.Help;
using Burst.Cli.Commands;

namespace Burst.Cli;

/// <summary>The usual help, with a section of examples where a command has them.</summary>
internal static class RootHelp
{
    public static void AddExamples(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        var builder = new HelpBuilder(maxWidth: 120);
        builder.CustomizeLayout(_ => HelpBuilder.Default.GetLayout().Append(WriteExamples));
        help.Action = new HelpAction { Builder = builder };
    }

    private static bool WriteExamples(HelpContext context)
    {
        if (context.Command is not BurstCommand { Examples.Count: > 0 } command)
            return false;
        context.Output.WriteLine("Examples:");
        foreach (var example in command.Examples)
            context.Output.WriteLine($"  {example}");
        return true;
    }
}
