using Burst.Core.Ids;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>What the user of the matrix applies: a pod that runs until it is deleted, on ACI at once.</summary>
internal static class MatrixManifests
{
    public const string Pod =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: one
          annotations:
            burst.dev/policy: aci
        spec:
          restartPolicy: Always
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: busybox
              command: ["/burst/echo"]
              resources:
                requests:
                  cpu: "1"
                  memory: 1Gi
        """;

    public static string Policy(Tier tier) =>
        $"""
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata:
          name: aci
        spec:
          mode: always
          after: 0s
          tiers: [{tier}]
        """;
}
