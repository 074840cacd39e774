using System.Reflection;

namespace Burst.Api;

/// <summary>The version of this build, as its project has it.</summary>
internal static class ApiVersionInfo
{
    public static readonly string Current =
        (typeof(ApiVersionInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
