namespace Burst.Manifests.Reading;

/// <summary>Where a pod spec stands; Kubernetes allows different things in each place.</summary>
internal enum PodUse
{
    Pod,
    Deployment,
    Job,
}
