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
        string[] names = ["", .. Application.CreateRoot(signals).Subcommands.Select(command => command.Name)];
        var all = new StringBuilder();
        foreach (var name in names)
        {
            using var process = BurstCommandLine.Start("/nonexistent", name.Length == 0 ? ["--help"] : [name, "--help"]);
            var result = await BurstCommandLine.EndAsync(process);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            all.Append($"$ burst {name}{(name.Length == 0 ? "" : " ")}--help\n{string.Join('\n', result.Output.Split('\n').Select(line => line.TrimEnd()))}");
        }

        Approval.Check("help.txt", all.ToString());
    }

    [Fact]
    public void EveryCommand_IsDescribed_AndHasExamplesOfItself()
    {
        Assert.All(Application.CreateRoot(signals).Subcommands, command =>
        {
            Assert.NotEqual("", command.Description ?? "");
            var examples = Assert.IsAssignableFrom<BurstCommand>(command).Examples;
            Assert.NotEmpty(examples);
            Assert.All(examples, example => Assert.Contains($"burst {command.Name}", example, StringComparison.Ordinal));
            Assert.All(command.Options.Concat<System.CommandLine.Symbol>(command.Arguments), symbol => Assert.NotEqual("", symbol.Description ?? ""));
        });
    }

    [Fact]
    public void EveryExample_Parses()
    {
        var root = Application.CreateRoot(signals);
        foreach (var example in root.Subcommands.OfType<BurstCommand>().SelectMany(command => command.Examples))
        {
            var line = example[(example.IndexOf("burst ", StringComparison.Ordinal) + "burst ".Length)..].Replace('\'', '"');
            Assert.Empty(root.Parse(line).Errors);
        }
    }
}
