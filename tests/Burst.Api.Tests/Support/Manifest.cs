namespace Burst.Api.Tests.Support;

/// <summary>Manifests as JSON, with defaults for what a test does not care about.</summary>
internal static class Manifest
{
    public static string Pod(string name, string labels = "{}", string cpu = "100m", string containers = "main") => $$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{name}}}}}","labels":{{{{{labels}}}}}},
         "spec":{"restartPolicy":"Never","containers":[{{{{{string.Join(",", containers.Split(' ').Select(container => Container(container, cpu)))}}}}}]}}
        """;

    public static string Deployment(string name, int replicas = 1, string image = "burst/sleep", string app = "web") => $$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{{name}}}}}"},
         "spec":{"replicas":{{{{{replicas}}}}},"selector":{"matchLabels":{"app":"{{{{{app}}}}}"}},
          "template":{"metadata":{"labels":{"app":"{{{{{app}}}}}"}},"spec":{"containers":[{{{{{Container("main", "100m", image)}}}}}]}}}}
        """;

    public static string Job(string name, int completions = 2, string image = "burst/sleep") => $$$$$"""
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{{{{name}}}}}"},
         "spec":{"completions":{{{{{completions}}}}},"parallelism":2,
          "template":{"spec":{"restartPolicy":"Never","containers":[{{{{{Container("main", "100m", image)}}}}}]}}}}
        """;

    public static string ConfigMap(string name, string value = "one", string labels = "{}", string extra = "") => $$$$$"""
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{{{name}}}}}","labels":{{{{{labels}}}}}{{{{{extra}}}}}},"data":{"key":"{{{{{value}}}}}"}}
        """;

    public static string Secret(string name, string base64) => $$$$$"""
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{{{name}}}}}"},"data":{"password":"{{{{{base64}}}}}"}}
        """;

    public static string Namespace(string name) => $$$$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{{{name}}}}}"}}""";

    private static string Container(string name, string cpu, string image = "burst/sleep") =>
        $$$$$"""{"name":"{{{{{name}}}}}","image":"{{{{{image}}}}}","args":["3600"],"resources":{"requests":{"cpu":"{{{{{cpu}}}}}","memory":"64Mi"}}}""";
}
