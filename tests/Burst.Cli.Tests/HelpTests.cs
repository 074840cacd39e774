using System.Text;
using Burst.Cli.Commands;
using Burst.Cli.Running;
using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly StopSignals signals = new();

    public void Dispose() => signals.Dispose();

    [Fact]
    public async Task Help_OfEveryCommand_ReadsAsApproved()
    {
        string[] names = ["", .. Commands(Application.CreateRoot(signals)).Select(command => command.FullName)];
        var all = new StringBuilder();
        foreach (var name in names)
        {
            using var process = BurstCommandLine.Start("/nonexistent", [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            var result = await BurstCommandLine.EndAsync(process);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            all.Append($"$ burst {name}{(name.Length == 0 ? "" : " ")}--help\n{string.Join('\n', result.Output.Split('\n').Select(line => line.TrimEnd()))}");
        }

        Approval.Check("help.txt", all.ToString());
    }

    [Fact]
    public void EveryCommand_IsDescribed_AndHasExamplesOfItself()
    {
        Assert.All(Commands(Application.CreateRoot(signals)), command =>
        {
            Assert.NotEqual("", command.Description ?? "");
            Assert.NotEmpty(command.Examples);
            Assert.All(command.Examples, example => Assert.Contains($"burst {command.FullName}", example, StringComparison.Ordinal));
            Assert.All(command.Options.Concat<System.CommandLine.Symbol>(command.Arguments), symbol => Assert.NotEqual("", symbol.Description ?? ""));
        });
    }

    [Fact]
    public void EveryExample_Parses()
    {
        var root = Application.CreateRoot(signals);
        foreach (var example in Commands(root).SelectMany(command => command.Examples))
        {
            var line = example[(example.IndexOf("burst ", StringComparison.Ordinal) + "burst ".Length)..].Replace('\'', '"');
            Assert.Empty(root.Parse(line).Errors);
        }
    }

    /// <summary>Those of groups too.</summary>
    private static IEnumerable<BurstCommand> Commands(System.CommandLine.Command root) =>
        root.Subcommands.SelectMany(command => Commands(command).Prepend(Assert.IsAssignableFrom<BurstCommand>(command)));
}
