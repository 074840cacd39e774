namespace Burst.Hosts.Docker.Engine;

/// <summary>An image as a pod names it, taken apart as Docker does: <c>nginx</c> is <c>nginx:latest</c> of Docker's own registry.</summary>
internal readonly record struct ImageReference(string Repository, string TagOrDigest)
{
    private const string DockerRegistry = "docker.io";

    /// <summary>The server that a credential is for.</summary>
    public string Registry => Repository.Split('/', 2) is [var first, _] && (first.Contains('.') || first.Contains(':') || first == "localhost") ? first : DockerRegistry;

    public bool IsDigest => TagOrDigest.Contains(':');

    public static ImageReference Parse(string image)
    {
        if (image.Split('@', 2) is [var pinned, var digest])
            return new ImageReference(WithoutTag(pinned).Repository, digest);
        return WithoutTag(image);
    }

    /// <summary>As an engine shows it, which leaves out Docker's own registry.</summary>
    public string Familiar
    {
        get
        {
            var text = ToString();
            foreach (var usual in (string[])[$"{DockerRegistry}/library/", $"{DockerRegistry}/"])
            {
                if (text.StartsWith(usual, StringComparison.Ordinal))
                    return text[usual.Length..];
            }

            return text;
        }
    }

    public override string ToString() => IsDigest ? $"{Repository}@{TagOrDigest}" : $"{Repository}:{TagOrDigest}";

    /// <summary>A colon before a slash belongs to the registry's port.</summary>
    private static ImageReference WithoutTag(string image) => image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/')
        ? new ImageReference(image[..colon], image[(colon + 1)..])
        : new ImageReference(image, "latest");
}
