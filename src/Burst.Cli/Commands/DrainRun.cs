using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>
/// Evicts the pods of a node and waits until they are off it. What a budget forbids is asked again; who comes back to it meanwhile, is evicted too.
/// </summary>
internal sealed class DrainRun(ApiClient client, string node, int? grace, bool isForced, bool deletesData, TextWriter output, TimeProvider time)
{
    private const int NamedMax = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> asked = [];
    private readonly HashSet<string> told = [];
    private IReadOnlyList<JsonNode> left = [];

    /// <summary>What is still on the node, in words.</summary>
    public string Left => left.Count == 0 ? "nothing is left on it." : $"{left.Count} pod(s) are left on it ({string.Join(", ", left.Take(NamedMax).Select(Name))}).";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        left = await ReadAsync(cancellationToken).ConfigureAwait(false);
        RequireMovable(left);
        while (left.Count > 0)
        {
            foreach (var pod in left.Where(pod => !asked.Contains(Uid(pod))))
                await EvictAsync(pod, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
            var still = await ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var gone in left.Where(pod => !still.Any(other => Uid(other) == Uid(pod))))
                await output.WriteLineAsync($"pod/{Name(gone)} gone").ConfigureAwait(false);
            left = still;
        }
    }

    /// <summary>All that hold the node: what has ended there leaves by itself.</summary>
    private async Task<IReadOnlyList<JsonNode>> ReadAsync(CancellationToken cancellationToken)
    {
        var path = $"/api/v1/pods?fieldSelector={Uri.EscapeDataString($"spec.nodeName={node}")}";
        var list = await ListPages.ReadAllAsync(path, "items", page => client.GetAsync(page, cancellationToken)).ConfigureAwait(false);
        return [.. list["items"]!.AsArray().OfType<JsonNode>().Where(pod => (string?)pod["status"]?["phase"] is not ("Succeeded" or "Failed"))];
    }

    private void RequireMovable(IReadOnlyList<JsonNode> pods)
    {
        var problems = new List<string>();
        Refuse("no Deployment or Job replaces", isForced ? [] : pods.Where(pod => pod["metadata"]!["ownerReferences"] is null), "--force");
        Refuse("have an emptyDir, whose content is lost", deletesData ? [] : pods.Where(HasScratch), "--delete-emptydir-data");
        if (problems.Count > 0)
            throw new CommandException(ExitCodes.TryAgain, $"node {node} is cordoned and was not drained:{string.Concat(problems.Select(problem => $"{Environment.NewLine}  {problem}"))}");

        void Refuse(string why, IEnumerable<JsonNode> found, string option)
        {
            if (found.ToList() is { Count: > 0 } some)
                problems.Add($"{some.Count} pod(s) {why} ({string.Join(", ", some.Take(NamedMax).Select(Name))}); {option} evicts them all the same.");
        }
    }

    private static bool HasScratch(JsonNode pod) => pod["spec"]?["volumes"]?.AsArray().Any(volume => volume?["emptyDir"] is not null) == true;

    private async Task EvictAsync(JsonNode pod, CancellationToken cancellationToken)
    {
        var metadata = pod["metadata"]!;
        var options = new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = Uid(pod) } };
        if (grace is { } seconds)
            options["gracePeriodSeconds"] = seconds;
        var body = new JsonObject
        {
            ["apiVersion"] = "policy/v1", ["kind"] = "Eviction", ["metadata"] = new JsonObject { ["name"] = (string?)metadata["name"] }, ["deleteOptions"] = options,
        };
        var path = $"/api/v1/namespaces/{Uri.EscapeDataString(((string?)metadata["namespace"])!)}/pods/{Uri.EscapeDataString(((string?)metadata["name"])!)}/eviction";
        try
        {
            await client.SendAsync(HttpMethod.Post, path, body.ToJsonString(), "application/json", cancellationToken).ConfigureAwait(false);
            asked.Add(Uid(pod));
            await output.WriteLineAsync($"pod/{Name(pod)} evicted").ConfigureAwait(false);
        }
        catch (CommandException exception) when (exception.ExitCode == ExitCodes.NotFound)
        {
            asked.Add(Uid(pod));
        }
        catch (CommandException exception) when (exception.ExitCode == ExitCodes.TryAgain)
        {
            // Said once: it may be so for long.
            if (told.Add(Uid(pod)))
                await output.WriteLineAsync($"pod/{Name(pod)} waits: {exception.Message}").ConfigureAwait(false);
        }
    }

    private static string Uid(JsonNode pod) => ((string?)pod["metadata"]!["uid"])!;

    private static string Name(JsonNode pod) => $"{(string?)pod["metadata"]!["namespace"]}/{(string?)pod["metadata"]!["name"]}";
}
