using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>How a Deployment's update stands, in kubectl's words.</summary>
internal static class RolloutText
{
    /// <param name="revision">The one that it is to be at; null for any.</param>
    /// <exception cref="CommandException">It is stuck, or at another revision.</exception>
    public static (string Text, bool IsDone) Describe(JsonNode deployment, long? revision)
    {
        var (name, status) = (deployment["metadata"]!["name"]!.GetValue<string>(), deployment["status"]!);
        var waiting = $"Waiting for deployment \"{name}\"";
        if (Number(deployment["metadata"]!, "generation") > Number(status, "observedGeneration"))
            return ($"{waiting} spec update to be observed...", false);
        if (revision is { } wanted && FindRevision(deployment) is var actual && actual != wanted)
            throw new CommandException(ExitCodes.Failed, $"deployment \"{name}\" is at revision {actual}, not at revision {wanted}.");
        if (IsStuck(status))
            throw new CommandException(ExitCodes.Failed, $"deployment \"{name}\" exceeded its progress deadline; burst describe deployment {name} and burst explain POD say what its pods wait for.");
        var replicas = Number(deployment["spec"]!, "replicas");
        var (all, updated, available) = (Number(status, "replicas"), Number(status, "updatedReplicas"), Number(status, "availableReplicas"));
        if (updated < replicas)
            return ($"{waiting} rollout to finish: {updated} out of {replicas} new replicas have been updated...", false);
        if (all > updated)
            return ($"{waiting} rollout to finish: {all - updated} old replicas are pending termination...", false);
        return available < updated
            ? ($"{waiting} rollout to finish: {available} of {updated} updated replicas are available...", false)
            : ($"deployment \"{name}\" successfully rolled out", true);
    }

    public static void WriteHistory(string name, JsonArray revisions, TextWriter output)
    {
        output.WriteLine($"deployment/{name}");
        var table = new TextTable("REVISION", "SINCE", "PODS", "IMAGES", "CHANGE-CAUSE");
        foreach (var revision in revisions)
        {
            table.Add(
                $"{revision!["revision"]}{((bool)revision["current"]! ? " (current)" : "")}", $"{revision["firstAt"]}", $"{revision["pods"]}", Images(revision),
                revision["changeCause"]?.ToString() ?? "<none>");
        }

        table.WriteTo(output);
    }

    public static void WriteRevision(string name, JsonNode revision, TextWriter output)
    {
        output.WriteLine($"deployment/{name} with revision #{revision["revision"]}, since {revision["firstAt"]}");
        output.WriteLine($"Change cause: {revision["changeCause"]?.ToString() ?? "<none>"}");
        output.WriteLine(Burst.Manifests.ManifestWriter.ToYaml(revision["template"]!.AsObject()).TrimEnd());
    }

    private static string Images(JsonNode revision) =>
        string.Join(",", revision["template"]!["spec"]!["containers"]!.AsArray().Select(container => container!["image"]!.GetValue<string>()));

    private static bool IsStuck(JsonNode status) => (status["conditions"] as JsonArray ?? [])
        .Any(condition => condition!["type"]?.ToString() == "Progressing" && condition["reason"]?.ToString() == "ProgressDeadlineExceeded");

    private static long FindRevision(JsonNode deployment) =>
        long.TryParse(deployment["metadata"]!["annotations"]?["deployment.kubernetes.io/revision"]?.ToString(), out var number) ? number : 0;

    private static long Number(JsonNode parent, string name) => parent[name]?.GetValue<long>() ?? 0;
}
