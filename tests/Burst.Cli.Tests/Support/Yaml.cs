namespace Burst.Cli.Tests.Support;

internal static class Yaml
{
    public static string ConfigMap(string name, string value = "1") => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: {{name}}, labels: { made: here } }
        data: { key: "{{value}}" }
        """;

    /// <summary>A pod of a built-in program.</summary>
    public static string Pod(string name, string command) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}} }
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: burst/sleep
              command: {{command}}
              resources: { requests: { cpu: 100m, memory: 64Mi } }
        """;

    public static string Deployment(string name) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          replicas: 0
          strategy: { type: Recreate }
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              containers:
                - name: main
                  image: burst/echo
                  command: ["/burst/echo"]
                  resources: { requests: { cpu: 100m, memory: 64Mi } }
        """;

    /// <summary>Three pods of a built-in program that serves, replaced one by one.</summary>
    public static string Service(string name, string version) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          annotations: { kubernetes.io/change-cause: "version {{version}}" }
        spec:
          replicas: 3
          strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
          minReadySeconds: 1
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              terminationGracePeriodSeconds: 1
              containers:
                - name: main
                  image: burst/sleep
                  command: ["/burst/sleep", "600"]
                  env: [{ name: VERSION, value: "{{version}}" }]
                  resources: { requests: { cpu: 100m, memory: 64Mi } }
        """;

    /// <summary>Line 4 is wrong.</summary>
    public const string Invalid = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: broken }
        dta: { key: "1" }
        """;
}
