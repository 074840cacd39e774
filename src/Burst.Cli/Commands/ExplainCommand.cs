using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class ExplainCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod, also of one that is gone" };
    private readonly Option<string> format = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    public ExplainCommand()
        : base(
            "explain", "Show why a pod is where it is: every node considered, why not, why there, why now, at what price",
            "burst explain burst-x2k4p", "burst explain web-5f8c2-k7q2x -o json")
    {
        format.AcceptOnlyFromAmong("text", "json");
        Arguments.Add(pod);
        Options.Add(format);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(pod);
        if (name.StartsWith("pod/", StringComparison.Ordinal))
            name = name[4..];
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = $"/apis/burst.dev/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(name)}/explain";
        var answer = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(answer)).ConfigureAwait(false);
        else
            ExplainText.Write(answer, output);
        return ExitCodes.Ok;
    }
}
