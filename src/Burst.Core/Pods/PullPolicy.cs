namespace Burst.Core.Pods;

/// <summary>When a host asks an image's registry before it makes a pod (<c>imagePullPolicy</c>).</summary>
public enum PullPolicy
{
    /// <summary>Where it is not there yet.</summary>
    IfNotPresent,

    /// <summary>For each new pod: what is there is used only once the registry has said that it still is what the name means.</summary>
    Always,

    /// <summary>Not at all: what is not there is waited for.</summary>
    Never,
}
