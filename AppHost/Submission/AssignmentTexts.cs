namespace KanbanAspire.AppHost.Submission;

/// <summary>Holds the pages that are there only in the assignment. It is read by a Korean course, so they are Korean.</summary>
internal static class AssignmentTexts
{
    /// <summary>Gets the page that is left to its author.</summary>
    public const string Personal = """
        # 느낀 점

        이 문서는 비워 두었습니다. 만든 사람이 직접 씁니다.

        ## 배운 점

        ## 어려웠던 점과 해결한 방법

        ## 아쉬운 점, 다음에 할 일
        """;

    /// <summary>Gets the page about the settings.</summary>
    public const string Deployment = """
        # 배포 설정

        모두 한 CloudFormation 스택입니다. `template.json`은 `dotnet run --project AppHost -- publish`와 같은 코드로 만든 템플릿이고,
        나머지 파일은 거기서 꺼낸 것입니다.

        | 파일 | 내용 |
        | --- | --- |
        | `cors.json` | HTTP API의 CORS. 매개변수 `CorsOrigins`가 비어 있으면 CORS는 꺼집니다: 화면과 API가 CloudFront의 한 출처를 쓰기 때문입니다. |
        | `s3-cloudfront.json` | 비공개 S3 버킷, 버킷 정책, 출처 접근 제어(OAC), CloudFront 배포와 보안 헤더 |
        | `routes.json` | HTTP API, 라우트, JWT 권한 부여자, 스테이지 |
        | `cognito.json` | 사용자 풀, 도메인, 앱 클라이언트 |
        | `eventbridge.json` | 1분마다 실행하는 규칙 |
        | `parameters.json` | 템플릿의 매개변수와 기본값 |
        | `AppHost/Stack/` | 템플릿을 만드는 C# 소스 |
        | `docs/deploy.md` | 배포, 복구, 삭제 방법 |

        이 템플릿의 함수 코드 자리에는 빈 패키지의 주소가 들어 있습니다. 실제 배포는 저장소에서 `dotnet run --project AppHost -- deploy`로 합니다.
        """;

    /// <summary>Writes the page at the top.</summary>
    /// <param name="name">Who hands it in.</param>
    /// <returns>Markdown.</returns>
    public static string Overview(string name) => $"""
        # serverless 이행 과제 - {name}

        | 폴더 | 내용 |
        | --- | --- |
        | `lamda_src` | Lambda 함수의 소스: `Api`, `Scheduler`, 공통 `Kanban`. `dotnet build lamda_src/Api`로 빌드됩니다. |
        | `front_end_src` | 화면의 소스: `Web`. `npm ci`, `npm run build`로 빌드됩니다. |
        | `deploy` | 배포 설정: CORS, S3와 CloudFront, 템플릿 |
        | `test_result` | REST API별 테스트 결과와 보드 화면: `index.ko.html` |
        | `report` | 보고서: 아키텍처와 느낀 점 |
        """;

    /// <summary>Writes the report's first page.</summary>
    /// <param name="name">Who hands it in.</param>
    /// <returns>Markdown.</returns>
    public static string Report(string name) => $"""
        # 보고서 - {name}

        ## 전체 아키텍처

        ![컨테이너](images/containers.svg)

        그림마다의 설명: [architecture.md](architecture.md), 그림이 들어 있는 [같은 문서](../test_result/architecture.html)

        ## 배포 아키텍처

        ![배포](images/deployment.svg)

        설정: [deploy](../deploy/README.md)

        ## 결정과 대안

        [decisions](decisions/README.md)

        ## 테스트 결과

        [test_result](../test_result/index.ko.html)

        ## 흉내 낸 것, 없는 것, 어려웠던 것

        [limits.md](limits.md)

        ## 느낀 점

        [느낀 점.md](%EB%8A%90%EB%82%80%20%EC%A0%90.md)
        """;
}
