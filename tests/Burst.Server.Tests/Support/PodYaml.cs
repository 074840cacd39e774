namespace Burst.Server.Tests.Support;

internal static class PodYaml
{
    /// <summary>A pod that sleeps so many seconds where the selector lets it.</summary>
    public static string Sleep(string name, string nodeSelector, string seconds) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}} }
        spec:
          restartPolicy: Never
          nodeSelector: {{nodeSelector}}
          containers:
            - name: main
              image: burst/sleep
              command: ["/burst/sleep", "{{seconds}}"]
              resources: { requests: { cpu: 100m, memory: 64Mi } }
        """;
}
