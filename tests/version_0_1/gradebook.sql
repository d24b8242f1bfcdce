BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO "alembic_version" VALUES('e43177bfe90b');
CREATE TABLE assignment (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	duedate DATETIME, 
	course_id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	FOREIGN KEY(course_id) REFERENCES course (id)
);
INSERT INTO "assignment" VALUES('32ae9634fab54c9287b0f02c22212ced','backpropagation','2026-11-24 12:00:00.000000','default_course');
CREATE TABLE autograder_marked (student TEXT PRIMARY KEY, fingerprint TEXT NOT NULL);
INSERT INTO "autograder_marked" VALUES('ada','f519feae084ae9d55ad9546d2886586a8437b8de939fc95a0f34c6a8e6ef4a7d');
INSERT INTO "autograder_marked" VALUES('bob','2f580c9094fbec04c828fb237fccba0ee9bdcb962ef1577dc713fdc30ad6423e');
CREATE TABLE base_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	notebook_id VARCHAR(32) NOT NULL, 
	type VARCHAR(50), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id, type), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "base_cell" VALUES('85a072ab50ef450eae7738e5b95a8126','test_logistic','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('f4f2cf98db12408b82810c81270acfef','test_logistic_prime','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('569c28de8e2e428d827189e7cfa1d2f5','test_logistic_stable','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('21ecffdaca5d42d9a4d91ecfa828ef0a','test_relu','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('da7c3bab234c4893bcb067f2c2458264','test_relu_prime','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('5663cc0a09bf49b8ab0884c9ce90e66c','test_tanh_prime','171c2c8afd6a4227ada84cc9e6c6ced5','GradeCell');
INSERT INTO "base_cell" VALUES('b2c02cfe62fb4b9d8e9c9030f7253d28','logistic','171c2c8afd6a4227ada84cc9e6c6ced5','SolutionCell');
INSERT INTO "base_cell" VALUES('4374fdbc41fd4602a6f08c2a2aca8ac6','logistic_prime','171c2c8afd6a4227ada84cc9e6c6ced5','SolutionCell');
INSERT INTO "base_cell" VALUES('54d7a7d339094c5e94dce3afc9d217bf','relu','171c2c8afd6a4227ada84cc9e6c6ced5','SolutionCell');
INSERT INTO "base_cell" VALUES('e9c520bd3f8f42139ba9d89a8b37e584','relu_prime','171c2c8afd6a4227ada84cc9e6c6ced5','SolutionCell');
INSERT INTO "base_cell" VALUES('8fbeea4d50504e93bdb289e81322d2ad','tanh_prime','171c2c8afd6a4227ada84cc9e6c6ced5','SolutionCell');
INSERT INTO "base_cell" VALUES('92c9c8056f3a4a1583b9ccb3085f0ac6','test_cross_entropy','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('d195d3957cb3428f8f3057c31267cb3a','test_cross_entropy_certain','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('b6fdccc5b3af4b4f8dd742fdf8ae10dc','test_one_hot','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('3f8035952ab14f99bf9c6ceddbac6c34','test_softmax','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('cb1864b51a054d63af710ee262d73e20','test_softmax_stable','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('6780e9a51fc6496f82a9495873875843','test_squared_error','b28544a2061549f7ba1eb30006020534','GradeCell');
INSERT INTO "base_cell" VALUES('a87803e092a548ec8500834603346998','cross_entropy','b28544a2061549f7ba1eb30006020534','SolutionCell');
INSERT INTO "base_cell" VALUES('b3e587fbcad74777afd004c3860d3488','one_hot','b28544a2061549f7ba1eb30006020534','SolutionCell');
INSERT INTO "base_cell" VALUES('d4b818792bd7493c8d24bfe262732712','softmax','b28544a2061549f7ba1eb30006020534','SolutionCell');
INSERT INTO "base_cell" VALUES('2bc7e9a8c4254c3c928fe3ea88021cee','squared_error','b28544a2061549f7ba1eb30006020534','SolutionCell');
INSERT INTO "base_cell" VALUES('89c96876c2b54264acbd5cb2b569ba29','test_forward_propagation','1feb4ed2ef19444684dcd0ee9a91f51f','GradeCell');
INSERT INTO "base_cell" VALUES('7c347bef087e4beb84972008c79e0952','test_forward_propagation_general','1feb4ed2ef19444684dcd0ee9a91f51f','GradeCell');
INSERT INTO "base_cell" VALUES('ef9125b7f02445e49b568ac8f5ccdfdc','test_initialize_parameters','1feb4ed2ef19444684dcd0ee9a91f51f','GradeCell');
INSERT INTO "base_cell" VALUES('23bfa772a93f4522b10eb01c689e15bd','forward_propagation','1feb4ed2ef19444684dcd0ee9a91f51f','SolutionCell');
INSERT INTO "base_cell" VALUES('268bc48334d241b3995894f0a12ad21a','initialize_parameters','1feb4ed2ef19444684dcd0ee9a91f51f','SolutionCell');
INSERT INTO "base_cell" VALUES('c2fd47b7fe3442988c128487695f36d9','test_back_propagation','81a8dcacb35c469c86d64a21764cb084','GradeCell');
INSERT INTO "base_cell" VALUES('8f1271a383b649b7846eea85203e1840','test_hidden_gradient','81a8dcacb35c469c86d64a21764cb084','GradeCell');
INSERT INTO "base_cell" VALUES('bd3fe2b500464ffa87d69e1cf9449211','test_output_gradient','81a8dcacb35c469c86d64a21764cb084','GradeCell');
INSERT INTO "base_cell" VALUES('f6bb32124039456d8bfa94d5c07d8cc2','test_parameter_gradients','81a8dcacb35c469c86d64a21764cb084','GradeCell');
INSERT INTO "base_cell" VALUES('952675940f1b4ed6a7b6ca29bc120fa0','test_preactivation_gradient','81a8dcacb35c469c86d64a21764cb084','GradeCell');
INSERT INTO "base_cell" VALUES('b3bc4ae67a954ee4b2432efae2933dd1','back_propagation','81a8dcacb35c469c86d64a21764cb084','SolutionCell');
INSERT INTO "base_cell" VALUES('55a67ddc20ba46be92c1f6bbe8076115','hidden_gradient','81a8dcacb35c469c86d64a21764cb084','SolutionCell');
INSERT INTO "base_cell" VALUES('22a3def71a2d4b7d88e1ab70c3de63a7','output_gradient','81a8dcacb35c469c86d64a21764cb084','SolutionCell');
INSERT INTO "base_cell" VALUES('263f15727525459984789485eab73146','parameter_gradients','81a8dcacb35c469c86d64a21764cb084','SolutionCell');
INSERT INTO "base_cell" VALUES('c5b4b3281070474b915db7f65358ad61','preactivation_gradient','81a8dcacb35c469c86d64a21764cb084','SolutionCell');
INSERT INTO "base_cell" VALUES('2024ddcf0d6346ac973e5685b929f819','test_check_gradients','095fe0995ca74cb2b611209f6f98b86b','GradeCell');
INSERT INTO "base_cell" VALUES('1b847f5646694b5387ed43a73067bf38','test_numerical_gradient','095fe0995ca74cb2b611209f6f98b86b','GradeCell');
INSERT INTO "base_cell" VALUES('4ec932e2c4fc47c7a42b2010b32191b3','test_relative_error','095fe0995ca74cb2b611209f6f98b86b','GradeCell');
INSERT INTO "base_cell" VALUES('ba4aa51a96e64883bfb2c68520c34699','test_suspects','095fe0995ca74cb2b611209f6f98b86b','GradeCell');
INSERT INTO "base_cell" VALUES('d72b059947114a2ea57a3eedd8cc4b7d','check_gradients','095fe0995ca74cb2b611209f6f98b86b','SolutionCell');
INSERT INTO "base_cell" VALUES('e8281dd561ae458b88975d2fd5105849','numerical_gradient','095fe0995ca74cb2b611209f6f98b86b','SolutionCell');
INSERT INTO "base_cell" VALUES('e0282340f692465d9a304417945ebe89','relative_error','095fe0995ca74cb2b611209f6f98b86b','SolutionCell');
INSERT INTO "base_cell" VALUES('ff8d7dd47fdf4ed1af9681c2a1196b83','suspects','095fe0995ca74cb2b611209f6f98b86b','SolutionCell');
INSERT INTO "base_cell" VALUES('71e574e49db54d4e87b1b407ba548538','test_gradient_descent','5676fd7e9dd5450f837ea6cf88bedcd3','GradeCell');
INSERT INTO "base_cell" VALUES('f173d2868a6545f29ec673fc857a54d2','test_update_parameters','5676fd7e9dd5450f837ea6cf88bedcd3','GradeCell');
INSERT INTO "base_cell" VALUES('e51cafddd613472e9b59f58ceff01d8a','gradient_descent','5676fd7e9dd5450f837ea6cf88bedcd3','SolutionCell');
INSERT INTO "base_cell" VALUES('fde8c52c394147bca57c4b140098ca09','update_parameters','5676fd7e9dd5450f837ea6cf88bedcd3','SolutionCell');
INSERT INTO "base_cell" VALUES('7119efd4eb474af58f98b8393fa0d5f2','explain','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('8a5b4e14cb5b43eca595415cd805b803','test_adam_step','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('a10c8e1289a44cd0b39c10446ceeeb4b','test_confusion_matrix','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('65d5ee9057bc4afeae6ae6c2957d77e4','test_minibatches','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('c2a040571282426d9d558d653a85092c','test_momentum_step','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('415772f189de4113bc58197cd49cf040','test_nesterov_step','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('9044d0ef58ed44708729c8dc0924a5f1','test_train','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('b3f98221afd44323a656da4866750fd6','test_trained','ab52e5500dd14cba8c963c5612b4b793','GradeCell');
INSERT INTO "base_cell" VALUES('c47adba0a32041e296b0a38a0f5f6025','adam_step','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('d431d2b5d1934b6db157ec991c96f63c','confusion_matrix','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('48f05943df5c47d8aac955f70977d540','explain','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('0e40d6f6e3724485979e73870f1ed33e','minibatches','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('710537cc79de4b859fab2616432319b5','momentum_step','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('6748e678432d478e9f185cb821915869','nesterov_step','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('76e60277c6bb41c295e6bf794837bd45','train','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
INSERT INTO "base_cell" VALUES('54b178df952f4eddad285efcb52f7a00','trained','ab52e5500dd14cba8c963c5612b4b793','SolutionCell');
CREATE TABLE comment (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_comment TEXT, 
	manual_comment TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "comment" VALUES('ad4794a491a94663ac4289a5a47eb8e1','42078d57b7ca48248cba87671807a991','b2c02cfe62fb4b9d8e9c9030f7253d28','No response.',NULL);
INSERT INTO "comment" VALUES('4af537874777496e82ffa8f65ed23dd9','42078d57b7ca48248cba87671807a991','4374fdbc41fd4602a6f08c2a2aca8ac6','No response.',NULL);
INSERT INTO "comment" VALUES('bd52ae05ce21445592e18b295dc33d60','42078d57b7ca48248cba87671807a991','54d7a7d339094c5e94dce3afc9d217bf','No response.',NULL);
INSERT INTO "comment" VALUES('a36155f6ca81406fa86dd98918a9b2c9','42078d57b7ca48248cba87671807a991','e9c520bd3f8f42139ba9d89a8b37e584','No response.',NULL);
INSERT INTO "comment" VALUES('e09107f2184b4bb593bd53c4dd0012eb','42078d57b7ca48248cba87671807a991','8fbeea4d50504e93bdb289e81322d2ad','No response.',NULL);
INSERT INTO "comment" VALUES('f8a9024cc3e44faf9c480da3b7519875','2166b2a215704610bc5fc2c87eb59be0','a87803e092a548ec8500834603346998',NULL,NULL);
INSERT INTO "comment" VALUES('0e96fa3a360449b3ab2c13567f28d911','2166b2a215704610bc5fc2c87eb59be0','b3e587fbcad74777afd004c3860d3488',NULL,NULL);
INSERT INTO "comment" VALUES('089692931e554eb5a07581f9b045043e','2166b2a215704610bc5fc2c87eb59be0','d4b818792bd7493c8d24bfe262732712',NULL,NULL);
INSERT INTO "comment" VALUES('21ed87a6ef6a448db714cc439347f72a','2166b2a215704610bc5fc2c87eb59be0','2bc7e9a8c4254c3c928fe3ea88021cee',NULL,NULL);
INSERT INTO "comment" VALUES('fe76e3b780a74a628f1a0c1405b01d4f','8cce3cb78c3d46f687fffc70cfda6a7a','23bfa772a93f4522b10eb01c689e15bd',NULL,NULL);
INSERT INTO "comment" VALUES('55853d97fd1b43ae821a2a8a2ce7656d','8cce3cb78c3d46f687fffc70cfda6a7a','268bc48334d241b3995894f0a12ad21a',NULL,NULL);
INSERT INTO "comment" VALUES('f1e1eb090f8442938a2843cf2bcd7154','32f93443fce24a4fa8e78a4a37f5563e','b3bc4ae67a954ee4b2432efae2933dd1',NULL,NULL);
INSERT INTO "comment" VALUES('0e30740e27d1471789fbac7333c2d2b1','32f93443fce24a4fa8e78a4a37f5563e','55a67ddc20ba46be92c1f6bbe8076115',NULL,NULL);
INSERT INTO "comment" VALUES('04cff8ef419d42b0875da7d2704d0430','32f93443fce24a4fa8e78a4a37f5563e','22a3def71a2d4b7d88e1ab70c3de63a7',NULL,NULL);
INSERT INTO "comment" VALUES('a29ebe02b21e4466b8c61c7b0165ebe8','32f93443fce24a4fa8e78a4a37f5563e','263f15727525459984789485eab73146',NULL,NULL);
INSERT INTO "comment" VALUES('3593d54f93714a4a807c4c7019fadb18','32f93443fce24a4fa8e78a4a37f5563e','c5b4b3281070474b915db7f65358ad61',NULL,NULL);
INSERT INTO "comment" VALUES('b0d14469c7c546d8a741e3d96d0ddfe8','3c8a4787f0f341718e0167cf7af4a4d5','d72b059947114a2ea57a3eedd8cc4b7d',NULL,NULL);
INSERT INTO "comment" VALUES('6cba92ba7ae345fe8de2c38fc950bcf7','3c8a4787f0f341718e0167cf7af4a4d5','e8281dd561ae458b88975d2fd5105849',NULL,NULL);
INSERT INTO "comment" VALUES('a558d0f839764a6c89dbfe1d45aa9647','3c8a4787f0f341718e0167cf7af4a4d5','e0282340f692465d9a304417945ebe89',NULL,NULL);
INSERT INTO "comment" VALUES('010ef7dd040f4eb598631829bd475a57','3c8a4787f0f341718e0167cf7af4a4d5','ff8d7dd47fdf4ed1af9681c2a1196b83',NULL,NULL);
INSERT INTO "comment" VALUES('8cfc4d96652b4f648aa03f1646938585','0ce88a47d28b461e8b261f84c8f72456','e51cafddd613472e9b59f58ceff01d8a',NULL,NULL);
INSERT INTO "comment" VALUES('ca1e09389dd741b980600ce3629582c9','0ce88a47d28b461e8b261f84c8f72456','fde8c52c394147bca57c4b140098ca09',NULL,NULL);
INSERT INTO "comment" VALUES('5b5df10ffa76485f9ddbbcc9facc03d9','e275777c445f41a6a265261587008403','c47adba0a32041e296b0a38a0f5f6025','No response.',NULL);
INSERT INTO "comment" VALUES('f20773a3bdf34b58835ba30ced5a21f5','e275777c445f41a6a265261587008403','d431d2b5d1934b6db157ec991c96f63c','No response.',NULL);
INSERT INTO "comment" VALUES('11b98be4c70d4dbe83e698e3c29a91e1','e275777c445f41a6a265261587008403','48f05943df5c47d8aac955f70977d540',NULL,NULL);
INSERT INTO "comment" VALUES('7245acc185504c21b61d3bab82e190fe','e275777c445f41a6a265261587008403','0e40d6f6e3724485979e73870f1ed33e','No response.',NULL);
INSERT INTO "comment" VALUES('d7b7cd2c554d44ae858891594159ed80','e275777c445f41a6a265261587008403','710537cc79de4b859fab2616432319b5','No response.',NULL);
INSERT INTO "comment" VALUES('78271eba51b640d9a6d8b76a5689d3f9','e275777c445f41a6a265261587008403','6748e678432d478e9f185cb821915869','No response.',NULL);
INSERT INTO "comment" VALUES('62e0e449c6644202a311b3f2f27740eb','e275777c445f41a6a265261587008403','76e60277c6bb41c295e6bf794837bd45','No response.',NULL);
INSERT INTO "comment" VALUES('f5b072a1174a43b383cc1baa2b292500','e275777c445f41a6a265261587008403','54b178df952f4eddad285efcb52f7a00','No response.',NULL);
INSERT INTO "comment" VALUES('85a6375ac5c24fce8d5e607e5c859dc6','013788dc5de64eddad36b1b45ac17f4b','b2c02cfe62fb4b9d8e9c9030f7253d28','No response.',NULL);
INSERT INTO "comment" VALUES('0f07508902c749f2b8dd788bc05b6d5c','013788dc5de64eddad36b1b45ac17f4b','4374fdbc41fd4602a6f08c2a2aca8ac6','No response.',NULL);
INSERT INTO "comment" VALUES('8960ce137f8842e88b92338cd9b8bf5e','013788dc5de64eddad36b1b45ac17f4b','54d7a7d339094c5e94dce3afc9d217bf',NULL,'The sign was the only mistake.');
INSERT INTO "comment" VALUES('4c1a141ac10c4be3b2de85aeff27c08d','013788dc5de64eddad36b1b45ac17f4b','e9c520bd3f8f42139ba9d89a8b37e584','No response.',NULL);
INSERT INTO "comment" VALUES('670ed015664f44abaf00c2d13d5a5475','013788dc5de64eddad36b1b45ac17f4b','8fbeea4d50504e93bdb289e81322d2ad','No response.',NULL);
INSERT INTO "comment" VALUES('c07ab7f015404440b04f643addea6ac4','33049d5a11a843ac9dcb496989458802','a87803e092a548ec8500834603346998',NULL,NULL);
INSERT INTO "comment" VALUES('4fa9af85a1e34ccbaa924a4fc94bead3','33049d5a11a843ac9dcb496989458802','b3e587fbcad74777afd004c3860d3488',NULL,NULL);
INSERT INTO "comment" VALUES('8a4201d6400a4bbf8d1dfa7cba42b33c','33049d5a11a843ac9dcb496989458802','d4b818792bd7493c8d24bfe262732712',NULL,NULL);
INSERT INTO "comment" VALUES('c7ac47a329474c4a8241454d1cbe8599','33049d5a11a843ac9dcb496989458802','2bc7e9a8c4254c3c928fe3ea88021cee',NULL,NULL);
INSERT INTO "comment" VALUES('cd6336bad6914da9a61032db2c611939','654a5b05436d40dfb1344c62dde1922c','23bfa772a93f4522b10eb01c689e15bd',NULL,NULL);
INSERT INTO "comment" VALUES('d6a92fe727444de48e42d407d01b12cd','654a5b05436d40dfb1344c62dde1922c','268bc48334d241b3995894f0a12ad21a',NULL,NULL);
INSERT INTO "comment" VALUES('54cc8a75babf4aa49f2d129dfaf265df','cc84317337c54536ae494da96b99873b','b3bc4ae67a954ee4b2432efae2933dd1',NULL,NULL);
INSERT INTO "comment" VALUES('f711483efec648499cb2eecb3bbb2f54','cc84317337c54536ae494da96b99873b','55a67ddc20ba46be92c1f6bbe8076115',NULL,NULL);
INSERT INTO "comment" VALUES('01125e2f9f324d3591907ec15b47d578','cc84317337c54536ae494da96b99873b','22a3def71a2d4b7d88e1ab70c3de63a7',NULL,NULL);
INSERT INTO "comment" VALUES('8f5d50bf07474425b1b113db20990938','cc84317337c54536ae494da96b99873b','263f15727525459984789485eab73146',NULL,NULL);
INSERT INTO "comment" VALUES('f07af3f3f3d44ad985b000389319fc45','cc84317337c54536ae494da96b99873b','c5b4b3281070474b915db7f65358ad61',NULL,NULL);
INSERT INTO "comment" VALUES('aaeefc5887bb49d698dffb6dac69febb','48933df142c94cd1ab139852d10bb0b8','d72b059947114a2ea57a3eedd8cc4b7d',NULL,NULL);
INSERT INTO "comment" VALUES('378b813ace6242c086ad6c00c28280a9','48933df142c94cd1ab139852d10bb0b8','e8281dd561ae458b88975d2fd5105849',NULL,NULL);
INSERT INTO "comment" VALUES('9766c9dc9a4c40009e178873cd8003fc','48933df142c94cd1ab139852d10bb0b8','e0282340f692465d9a304417945ebe89',NULL,NULL);
INSERT INTO "comment" VALUES('7fa86da164784d18941be92405aecd0d','48933df142c94cd1ab139852d10bb0b8','ff8d7dd47fdf4ed1af9681c2a1196b83',NULL,NULL);
INSERT INTO "comment" VALUES('e2de8726bdcf4a7d99fbf6fd87eb5634','7b5073e8c86d4e64998d3e1992fc1c93','e51cafddd613472e9b59f58ceff01d8a',NULL,NULL);
INSERT INTO "comment" VALUES('f555f3854be74a23ad1b3c99f30dbd18','7b5073e8c86d4e64998d3e1992fc1c93','fde8c52c394147bca57c4b140098ca09',NULL,NULL);
INSERT INTO "comment" VALUES('5c2fa67c02a84ee2a378766212d48740','ec3288b51d3849c4b960641594fd0835','c47adba0a32041e296b0a38a0f5f6025','No response.',NULL);
INSERT INTO "comment" VALUES('c26615d97e954a9d890787f0cc1d68a0','ec3288b51d3849c4b960641594fd0835','d431d2b5d1934b6db157ec991c96f63c','No response.',NULL);
INSERT INTO "comment" VALUES('59d3761151934320998be74aadd275bc','ec3288b51d3849c4b960641594fd0835','48f05943df5c47d8aac955f70977d540',NULL,NULL);
INSERT INTO "comment" VALUES('0c7289ea165a4bd8969444a373e04e50','ec3288b51d3849c4b960641594fd0835','0e40d6f6e3724485979e73870f1ed33e','No response.',NULL);
INSERT INTO "comment" VALUES('7e13651547c644f7a8bdf3972f52d333','ec3288b51d3849c4b960641594fd0835','710537cc79de4b859fab2616432319b5','No response.',NULL);
INSERT INTO "comment" VALUES('be6193836bd340d0b625f6692f6ea2d7','ec3288b51d3849c4b960641594fd0835','6748e678432d478e9f185cb821915869','No response.',NULL);
INSERT INTO "comment" VALUES('d9f8e056cbf2412391365e1ba1ea1532','ec3288b51d3849c4b960641594fd0835','76e60277c6bb41c295e6bf794837bd45','No response.',NULL);
INSERT INTO "comment" VALUES('a5a708598d754e87832b45e6be65b93a','ec3288b51d3849c4b960641594fd0835','54b178df952f4eddad285efcb52f7a00','No response.',NULL);
CREATE TABLE course (
	id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (id)
);
INSERT INTO "course" VALUES('default_course');
CREATE TABLE grade (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_score FLOAT, 
	manual_score FLOAT, 
	extra_credit FLOAT, 
	needs_manual_grade BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "grade" VALUES('7254637081c04356a690642b8e114127','42078d57b7ca48248cba87671807a991','85a072ab50ef450eae7738e5b95a8126',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('8e37df82698247dbaa583115386117a4','42078d57b7ca48248cba87671807a991','f4f2cf98db12408b82810c81270acfef',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6f90c7dfb95442f5af11769852ee0d2c','42078d57b7ca48248cba87671807a991','569c28de8e2e428d827189e7cfa1d2f5',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('aa91a92e0ce346a0a4d551df34d60c83','42078d57b7ca48248cba87671807a991','21ecffdaca5d42d9a4d91ecfa828ef0a',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e06b97089e1d4c04af130f4a61385dfa','42078d57b7ca48248cba87671807a991','da7c3bab234c4893bcb067f2c2458264',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('c421e613d1cb43bc9ec7426562deb284','42078d57b7ca48248cba87671807a991','5663cc0a09bf49b8ab0884c9ce90e66c',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e0e010b08a9d45e6a9603e4e5053292c','2166b2a215704610bc5fc2c87eb59be0','92c9c8056f3a4a1583b9ccb3085f0ac6',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2ec1c26bef41437181d978c4cdf53635','2166b2a215704610bc5fc2c87eb59be0','d195d3957cb3428f8f3057c31267cb3a',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ceedc2db8ec34a00a96a380ab5ff36c8','2166b2a215704610bc5fc2c87eb59be0','b6fdccc5b3af4b4f8dd742fdf8ae10dc',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b8947672fcb14ab585332067dd508813','2166b2a215704610bc5fc2c87eb59be0','3f8035952ab14f99bf9c6ceddbac6c34',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ede15f914ef24503b556497d6f4bed4f','2166b2a215704610bc5fc2c87eb59be0','cb1864b51a054d63af710ee262d73e20',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7773a2ad6af04322aa8c9d720bc0b09e','2166b2a215704610bc5fc2c87eb59be0','6780e9a51fc6496f82a9495873875843',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('098f51e292264a8a92e507661a75c0f0','8cce3cb78c3d46f687fffc70cfda6a7a','89c96876c2b54264acbd5cb2b569ba29',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7d90bfa402034b609e46178f8a8c4290','8cce3cb78c3d46f687fffc70cfda6a7a','7c347bef087e4beb84972008c79e0952',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('d9642ad32ca946018391b3c9cf90df80','8cce3cb78c3d46f687fffc70cfda6a7a','ef9125b7f02445e49b568ac8f5ccdfdc',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3b85366797a8460394385acf64dbf0ea','32f93443fce24a4fa8e78a4a37f5563e','c2fd47b7fe3442988c128487695f36d9',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6ea16df51bba4fe5af4c367f94ebdf71','32f93443fce24a4fa8e78a4a37f5563e','8f1271a383b649b7846eea85203e1840',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('4115c6ca9de4470289d366fcbde108fc','32f93443fce24a4fa8e78a4a37f5563e','bd3fe2b500464ffa87d69e1cf9449211',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e02c49454eb8436f96bb83773aaffe40','32f93443fce24a4fa8e78a4a37f5563e','f6bb32124039456d8bfa94d5c07d8cc2',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('9f884f334a0f4704848ce88d443a90ee','32f93443fce24a4fa8e78a4a37f5563e','952675940f1b4ed6a7b6ca29bc120fa0',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('f633cb3777ae4caab3a95ea460983ed4','3c8a4787f0f341718e0167cf7af4a4d5','2024ddcf0d6346ac973e5685b929f819',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('d7eefd3ace3344c9bec0b3c7a018129e','3c8a4787f0f341718e0167cf7af4a4d5','1b847f5646694b5387ed43a73067bf38',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3b365358b6fe4e80b152fb507e1319f0','3c8a4787f0f341718e0167cf7af4a4d5','4ec932e2c4fc47c7a42b2010b32191b3',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('874b73fc95c44ccdb1605d9de3937e1b','3c8a4787f0f341718e0167cf7af4a4d5','ba4aa51a96e64883bfb2c68520c34699',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('fd14484b63e747898e8502126a27fedc','0ce88a47d28b461e8b261f84c8f72456','71e574e49db54d4e87b1b407ba548538',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('84e951b3b362494186f69134c24e6c90','0ce88a47d28b461e8b261f84c8f72456','f173d2868a6545f29ec673fc857a54d2',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('439656607b1446d6a1d2084e0e83031f','e275777c445f41a6a265261587008403','7119efd4eb474af58f98b8393fa0d5f2',NULL,2.5,0.5,0);
INSERT INTO "grade" VALUES('404e98f9e95a4aaea15c6d27b4b01352','e275777c445f41a6a265261587008403','8a5b4e14cb5b43eca595415cd805b803',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('bd678125a2fb4a73b3fa15e18100f9d1','e275777c445f41a6a265261587008403','a10c8e1289a44cd0b39c10446ceeeb4b',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('450ce48da5784b16ac0945a8dde56cbb','e275777c445f41a6a265261587008403','65d5ee9057bc4afeae6ae6c2957d77e4',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('510d7590e07a4a3ebe39d7fa6f6b0820','e275777c445f41a6a265261587008403','c2a040571282426d9d558d653a85092c',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a871e7c6e8f9485cb2ed751d893e445f','e275777c445f41a6a265261587008403','415772f189de4113bc58197cd49cf040',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('cc9d9c186f6441269c45b4eeeb01daf0','e275777c445f41a6a265261587008403','9044d0ef58ed44708729c8dc0924a5f1',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('48006e945c964e50b232229340d81d38','e275777c445f41a6a265261587008403','b3f98221afd44323a656da4866750fd6',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7caa3c0c50864225aade1e3adc502624','013788dc5de64eddad36b1b45ac17f4b','85a072ab50ef450eae7738e5b95a8126',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('44cae031d7c24de789cdd4c8543a74b5','013788dc5de64eddad36b1b45ac17f4b','f4f2cf98db12408b82810c81270acfef',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e099fb06f4d7433fbe93c9f1cf1e820e','013788dc5de64eddad36b1b45ac17f4b','569c28de8e2e428d827189e7cfa1d2f5',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2faa71316e4d4f0b9dfb100389e40033','013788dc5de64eddad36b1b45ac17f4b','21ecffdaca5d42d9a4d91ecfa828ef0a',0.0,1.0,NULL,0);
INSERT INTO "grade" VALUES('a149aea76615400da0078d31296e73ca','013788dc5de64eddad36b1b45ac17f4b','da7c3bab234c4893bcb067f2c2458264',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('eaca1c328e844eb984709a6605fa112d','013788dc5de64eddad36b1b45ac17f4b','5663cc0a09bf49b8ab0884c9ce90e66c',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('89977dbcf8694737810ea2c41cedf967','33049d5a11a843ac9dcb496989458802','92c9c8056f3a4a1583b9ccb3085f0ac6',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('5b66ca720bda46b98cb0ef88b1f0c9be','33049d5a11a843ac9dcb496989458802','d195d3957cb3428f8f3057c31267cb3a',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('46f3db7e30854b46a46918acfb22ec0f','33049d5a11a843ac9dcb496989458802','b6fdccc5b3af4b4f8dd742fdf8ae10dc',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('dab3e35891a645b09e4aba76fe0b567f','33049d5a11a843ac9dcb496989458802','3f8035952ab14f99bf9c6ceddbac6c34',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('1964ecfacb6645039e118bfa444aa05a','33049d5a11a843ac9dcb496989458802','cb1864b51a054d63af710ee262d73e20',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6243756e81d34754b5c510b989e14507','33049d5a11a843ac9dcb496989458802','6780e9a51fc6496f82a9495873875843',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('1d9b11ab95914c4ab136a756a3a50205','654a5b05436d40dfb1344c62dde1922c','89c96876c2b54264acbd5cb2b569ba29',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('28f63a4af6ae4f419cc6ea1a1f4bbe1f','654a5b05436d40dfb1344c62dde1922c','7c347bef087e4beb84972008c79e0952',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('67d45a8ab86b4b41802423eedae330be','654a5b05436d40dfb1344c62dde1922c','ef9125b7f02445e49b568ac8f5ccdfdc',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a5028001cddc451786c2d178e213f5d3','cc84317337c54536ae494da96b99873b','c2fd47b7fe3442988c128487695f36d9',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('f2d326687b3e429798d10446979e2c75','cc84317337c54536ae494da96b99873b','8f1271a383b649b7846eea85203e1840',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('f520a62e6ab149ca9ca75cee8382a366','cc84317337c54536ae494da96b99873b','bd3fe2b500464ffa87d69e1cf9449211',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7a275993483849fe9c8490d566ac85ee','cc84317337c54536ae494da96b99873b','f6bb32124039456d8bfa94d5c07d8cc2',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6219020355c049e2b599a0e8bb17b99f','cc84317337c54536ae494da96b99873b','952675940f1b4ed6a7b6ca29bc120fa0',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('95690a0c199c4310910760c5c1aaaf04','48933df142c94cd1ab139852d10bb0b8','2024ddcf0d6346ac973e5685b929f819',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('149bb2c28a8f49219cab81512faca0e8','48933df142c94cd1ab139852d10bb0b8','1b847f5646694b5387ed43a73067bf38',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('61bc555f30ea4219ac4e1a0055d9c34c','48933df142c94cd1ab139852d10bb0b8','4ec932e2c4fc47c7a42b2010b32191b3',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e77607b35bc742339fc4da00cc4fb9a1','48933df142c94cd1ab139852d10bb0b8','ba4aa51a96e64883bfb2c68520c34699',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('90b73b5080494577a716425a455ad0ce','7b5073e8c86d4e64998d3e1992fc1c93','71e574e49db54d4e87b1b407ba548538',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('cda807f11dc24e5f925f1c2daba83a71','7b5073e8c86d4e64998d3e1992fc1c93','f173d2868a6545f29ec673fc857a54d2',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('21696268a8b646b9bb08bd621d2ecf80','ec3288b51d3849c4b960641594fd0835','7119efd4eb474af58f98b8393fa0d5f2',NULL,NULL,NULL,1);
INSERT INTO "grade" VALUES('26f56998a9624862b1ea7a300fce4bc9','ec3288b51d3849c4b960641594fd0835','8a5b4e14cb5b43eca595415cd805b803',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6ddcb7861af94fe39076cbfeb370551d','ec3288b51d3849c4b960641594fd0835','a10c8e1289a44cd0b39c10446ceeeb4b',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('775f2155d8ec4f0ab21ee0b7ecec1961','ec3288b51d3849c4b960641594fd0835','65d5ee9057bc4afeae6ae6c2957d77e4',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('0ff1722985a146d18e85362ea981bf0d','ec3288b51d3849c4b960641594fd0835','c2a040571282426d9d558d653a85092c',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('34180577854f43799d3612b08e14b48c','ec3288b51d3849c4b960641594fd0835','415772f189de4113bc58197cd49cf040',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a942a714752a4af19fe5f81e7ef83669','ec3288b51d3849c4b960641594fd0835','9044d0ef58ed44708729c8dc0924a5f1',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b94a9b13cd324e738114249a56e94659','ec3288b51d3849c4b960641594fd0835','b3f98221afd44323a656da4866750fd6',2.0,NULL,NULL,0);
CREATE TABLE grade_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "grade_cells" VALUES('85a072ab50ef450eae7738e5b95a8126',2.0,'code');
INSERT INTO "grade_cells" VALUES('f4f2cf98db12408b82810c81270acfef',2.0,'code');
INSERT INTO "grade_cells" VALUES('569c28de8e2e428d827189e7cfa1d2f5',1.0,'code');
INSERT INTO "grade_cells" VALUES('21ecffdaca5d42d9a4d91ecfa828ef0a',1.0,'code');
INSERT INTO "grade_cells" VALUES('da7c3bab234c4893bcb067f2c2458264',2.0,'code');
INSERT INTO "grade_cells" VALUES('5663cc0a09bf49b8ab0884c9ce90e66c',2.0,'code');
INSERT INTO "grade_cells" VALUES('92c9c8056f3a4a1583b9ccb3085f0ac6',3.0,'code');
INSERT INTO "grade_cells" VALUES('d195d3957cb3428f8f3057c31267cb3a',1.0,'code');
INSERT INTO "grade_cells" VALUES('b6fdccc5b3af4b4f8dd742fdf8ae10dc',2.0,'code');
INSERT INTO "grade_cells" VALUES('3f8035952ab14f99bf9c6ceddbac6c34',4.0,'code');
INSERT INTO "grade_cells" VALUES('cb1864b51a054d63af710ee262d73e20',2.0,'code');
INSERT INTO "grade_cells" VALUES('6780e9a51fc6496f82a9495873875843',3.0,'code');
INSERT INTO "grade_cells" VALUES('89c96876c2b54264acbd5cb2b569ba29',6.0,'code');
INSERT INTO "grade_cells" VALUES('7c347bef087e4beb84972008c79e0952',3.0,'code');
INSERT INTO "grade_cells" VALUES('ef9125b7f02445e49b568ac8f5ccdfdc',4.0,'code');
INSERT INTO "grade_cells" VALUES('c2fd47b7fe3442988c128487695f36d9',7.0,'code');
INSERT INTO "grade_cells" VALUES('8f1271a383b649b7846eea85203e1840',4.0,'code');
INSERT INTO "grade_cells" VALUES('bd3fe2b500464ffa87d69e1cf9449211',4.0,'code');
INSERT INTO "grade_cells" VALUES('f6bb32124039456d8bfa94d5c07d8cc2',6.0,'code');
INSERT INTO "grade_cells" VALUES('952675940f1b4ed6a7b6ca29bc120fa0',4.0,'code');
INSERT INTO "grade_cells" VALUES('2024ddcf0d6346ac973e5685b929f819',3.0,'code');
INSERT INTO "grade_cells" VALUES('1b847f5646694b5387ed43a73067bf38',4.0,'code');
INSERT INTO "grade_cells" VALUES('4ec932e2c4fc47c7a42b2010b32191b3',3.0,'code');
INSERT INTO "grade_cells" VALUES('ba4aa51a96e64883bfb2c68520c34699',5.0,'code');
INSERT INTO "grade_cells" VALUES('71e574e49db54d4e87b1b407ba548538',5.0,'code');
INSERT INTO "grade_cells" VALUES('f173d2868a6545f29ec673fc857a54d2',3.0,'code');
INSERT INTO "grade_cells" VALUES('7119efd4eb474af58f98b8393fa0d5f2',3.0,'markdown');
INSERT INTO "grade_cells" VALUES('8a5b4e14cb5b43eca595415cd805b803',2.0,'code');
INSERT INTO "grade_cells" VALUES('a10c8e1289a44cd0b39c10446ceeeb4b',1.0,'code');
INSERT INTO "grade_cells" VALUES('65d5ee9057bc4afeae6ae6c2957d77e4',2.0,'code');
INSERT INTO "grade_cells" VALUES('c2a040571282426d9d558d653a85092c',1.0,'code');
INSERT INTO "grade_cells" VALUES('415772f189de4113bc58197cd49cf040',1.0,'code');
INSERT INTO "grade_cells" VALUES('9044d0ef58ed44708729c8dc0924a5f1',2.0,'code');
INSERT INTO "grade_cells" VALUES('b3f98221afd44323a656da4866750fd6',2.0,'code');
CREATE TABLE notebook (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	assignment_id VARCHAR(32), 
	kernelspec VARCHAR(1024), 
	PRIMARY KEY (id), 
	UNIQUE (name, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "notebook" VALUES('171c2c8afd6a4227ada84cc9e6c6ced5','01_activations','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('b28544a2061549f7ba1eb30006020534','02_outputs_and_losses','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('1feb4ed2ef19444684dcd0ee9a91f51f','03_forward_propagation','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('81a8dcacb35c469c86d64a21764cb084','04_back_propagation','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('095fe0995ca74cb2b611209f6f98b86b','05_gradient_checking','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('5676fd7e9dd5450f837ea6cf88bedcd3','06_gradient_descent','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO "notebook" VALUES('ab52e5500dd14cba8c963c5612b4b793','07_fashion_mnist','32ae9634fab54c9287b0f02c22212ced','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
CREATE TABLE solution_cells (
	id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "solution_cells" VALUES('b2c02cfe62fb4b9d8e9c9030f7253d28');
INSERT INTO "solution_cells" VALUES('4374fdbc41fd4602a6f08c2a2aca8ac6');
INSERT INTO "solution_cells" VALUES('54d7a7d339094c5e94dce3afc9d217bf');
INSERT INTO "solution_cells" VALUES('e9c520bd3f8f42139ba9d89a8b37e584');
INSERT INTO "solution_cells" VALUES('8fbeea4d50504e93bdb289e81322d2ad');
INSERT INTO "solution_cells" VALUES('a87803e092a548ec8500834603346998');
INSERT INTO "solution_cells" VALUES('b3e587fbcad74777afd004c3860d3488');
INSERT INTO "solution_cells" VALUES('d4b818792bd7493c8d24bfe262732712');
INSERT INTO "solution_cells" VALUES('2bc7e9a8c4254c3c928fe3ea88021cee');
INSERT INTO "solution_cells" VALUES('23bfa772a93f4522b10eb01c689e15bd');
INSERT INTO "solution_cells" VALUES('268bc48334d241b3995894f0a12ad21a');
INSERT INTO "solution_cells" VALUES('b3bc4ae67a954ee4b2432efae2933dd1');
INSERT INTO "solution_cells" VALUES('55a67ddc20ba46be92c1f6bbe8076115');
INSERT INTO "solution_cells" VALUES('22a3def71a2d4b7d88e1ab70c3de63a7');
INSERT INTO "solution_cells" VALUES('263f15727525459984789485eab73146');
INSERT INTO "solution_cells" VALUES('c5b4b3281070474b915db7f65358ad61');
INSERT INTO "solution_cells" VALUES('d72b059947114a2ea57a3eedd8cc4b7d');
INSERT INTO "solution_cells" VALUES('e8281dd561ae458b88975d2fd5105849');
INSERT INTO "solution_cells" VALUES('e0282340f692465d9a304417945ebe89');
INSERT INTO "solution_cells" VALUES('ff8d7dd47fdf4ed1af9681c2a1196b83');
INSERT INTO "solution_cells" VALUES('e51cafddd613472e9b59f58ceff01d8a');
INSERT INTO "solution_cells" VALUES('fde8c52c394147bca57c4b140098ca09');
INSERT INTO "solution_cells" VALUES('c47adba0a32041e296b0a38a0f5f6025');
INSERT INTO "solution_cells" VALUES('d431d2b5d1934b6db157ec991c96f63c');
INSERT INTO "solution_cells" VALUES('48f05943df5c47d8aac955f70977d540');
INSERT INTO "solution_cells" VALUES('0e40d6f6e3724485979e73870f1ed33e');
INSERT INTO "solution_cells" VALUES('710537cc79de4b859fab2616432319b5');
INSERT INTO "solution_cells" VALUES('6748e678432d478e9f185cb821915869');
INSERT INTO "solution_cells" VALUES('76e60277c6bb41c295e6bf794837bd45');
INSERT INTO "solution_cells" VALUES('54b178df952f4eddad285efcb52f7a00');
CREATE TABLE source_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	locked BOOLEAN NOT NULL, 
	source TEXT, 
	checksum VARCHAR(128), 
	notebook_id VARCHAR(32), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "source_cell" VALUES('860f1350a2d24426a828711256e90097','setup','code',1,'import numpy as np

from lab import check, draw
from lab.parameters import Parameters','c3844c96f5913711d70b50f8e33c42e7','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('f365ea964e3f474fbf3fc9bb9b7f548d','logistic','code',0,'def logistic(a):
    """The logistic function, 1 / (1 + e^(-a)), of every entry of a.

    a: array of any shape, entries from -1000 to 1000 and beyond; it stays as it is.
    Returns a new array of the same shape, entries in [0, 1].
    """
    raise NotImplementedError("Exercise 1.1: write logistic here, then delete this line.")','d57142a921a3ee39c9b36cbef389af67','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('b9e3029c3c3844438c8a662d7ccd6696','test_logistic','code',1,'check.logistic(logistic)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.logistic(logistic)
### END HIDDEN TESTS','57102774f420246d31430fc9e187520b','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('6273c3ec88cd45a2bb82389f112561b3','test_logistic_stable','code',1,'check.logistic_stable(logistic)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.logistic_stable(logistic)
### END HIDDEN TESTS','03d5a3ae5df9f05969046788dfb7e46f','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('bd1324ababcc4300a6d95146e1f4f9a9','logistic_prime','code',0,'def logistic_prime(a):
    """The slope of the logistic function at every entry of a: g''(a) = g(a) (1 - g(a)).

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns a new array of the same shape, entries in [0, 1/4].
    """
    raise NotImplementedError("Exercise 1.2: write logistic_prime here, then delete this line.")','dbfce73bcaaf9d831e2238b4d6cee24d','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('6dd26aaa78464db098e385a991efcf9c','test_logistic_prime','code',1,'check.logistic_prime(logistic_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.logistic_prime(logistic_prime)
### END HIDDEN TESTS','0c849c9ff6f6831725e4e9481cbaf4f9','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('d74c17de027e4ee696e3bb04c2217cda','tanh_prime','code',0,'def tanh_prime(a):
    """The slope of tanh at every entry of a: g''(a) = 1 - tanh(a)^2.

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns a new array of the same shape, entries in [0, 1].
    """
    raise NotImplementedError("Exercise 1.3: write tanh_prime here, then delete this line.")','50bf79fd73e6711183965e5492bc410b','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('da4f1ec697b84db2af86e9b34302bb81','test_tanh_prime','code',1,'check.tanh_prime(tanh_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.tanh_prime(tanh_prime)
### END HIDDEN TESTS','e9f9dcddb1fdad7637779ccea7547efe','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('31175a299b814092b5e3518e0502b657','relu','code',0,'def relu(a):
    """The rectified linear unit, max(0, a), of every entry of a.

    a: array of any shape; it stays as it is. Returns a new array of the same shape.
    """
    raise NotImplementedError("Exercise 1.4: write relu here, then delete this line.")','f6ae450aef87a6b82dbbcbf49cada5d6','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('d8a6b92a580c4cc9a49723c997e6717c','test_relu','code',1,'check.relu(relu)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.relu(relu)
### END HIDDEN TESTS','0b17c26c2347cb166637e1e39d5da2ff','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('00da81225c40450e83c54a909d16c290','relu_prime','code',0,'def relu_prime(a):
    """The slope of relu at every entry of a: 1 where a > 0, 0 where a < 0; at 0 any value from 0 to 1.

    a: pre-activations (not activations), an array of any shape; it stays as it is.
    Returns a new array of numbers (not of True and False), of the same shape.
    """
    raise NotImplementedError("Exercise 1.5: write relu_prime here, then delete this line.")','8d378db082a95893ec232144a19f4cdf','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('5a2212ee946647e396b3600d294ee0b9','test_relu_prime','code',1,'check.relu_prime(relu_prime)
### BEGIN HIDDEN TESTS
from autograder.hidden import activations as hidden

hidden.relu_prime(relu_prime)
### END HIDDEN TESTS','cbefab3827ebba7fa74ec644a285cdaf','171c2c8afd6a4227ada84cc9e6c6ced5');
INSERT INTO "source_cell" VALUES('ea2dbdd4114c464aa28751f8444ab8bf','setup','code',1,'import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")','42f1b22252912ea9c8af82010173f884','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('8272d44a7ce3437d9bc2ae73e89f3b86','softmax','code',0,'def softmax(a):
    """The softmax of every column: e^(a_j) / sum over i of e^(a_i).

    a: logits, shape (k, m), an example in each column, entries from -1000 to 1000 and beyond; it stays as it is.
    Returns a new array of shape (k, m), entries in [0, 1], each column adding up to 1.
    """
    raise NotImplementedError("Exercise 2.1: write softmax here, then delete this line.")','2f95d6f9eb39dbad9ca8483f4b8b1432','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('122bead4c4fc4b7ea880ad351d259ec4','test_softmax','code',1,'check.softmax(softmax)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.softmax(softmax)
### END HIDDEN TESTS','5d30ca2ac3db6dd9ac9069db72e4d2af','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('c4c32a36f88c4ad3bf1136ad148d390f','test_softmax_stable','code',1,'check.softmax_stable(softmax)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.softmax_stable(softmax)
### END HIDDEN TESTS','c383f78dc0fdf8e18222bb09d1cf8972','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('3284f53ef94440f39efedfaf10d75727','one_hot','code',0,'def one_hot(y, k):
    """e(y) for every label: a column of zeros with a single 1, in the row that the label names.

    y: labels, integers from 0 to k - 1, shape (m,). k: the number of classes.
    Returns an array of numbers of shape (k, m).
    """
    raise NotImplementedError("Exercise 2.2: write one_hot here, then delete this line.")','bba03f110a03f0b59026d57e480da4a5','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('0e71b30961cd445aa7bda27fe5e4db1d','test_one_hot','code',1,'check.one_hot(one_hot)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.one_hot(one_hot)
### END HIDDEN TESTS','dc1519693ca1aa4de4b8157f2a9da694','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('6c0e04087c5a4fd2bb0de0ffcb498cbb','cross_entropy','code',0,'def cross_entropy(y_hat, y):
    """The mean over the examples of -log(probability given to the true class), natural logarithm.

    y_hat: probabilities, shape (k, m), each column adding up to 1. y: labels, integers, shape (m,).
    Returns one number, at least 0. A probability of exactly 0 for a class that is not the true one does no harm.
    """
    raise NotImplementedError("Exercise 2.3: write cross_entropy here, then delete this line.")','a691ad86af8123b740d0ed0b944d877c','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('b0872d6afc014e818caa6ab6bc110892','test_cross_entropy','code',1,'check.cross_entropy(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.cross_entropy(cross_entropy)
### END HIDDEN TESTS','9831859fda58556bceb6c008f4ce15cb','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('9ec6304077f84d5baeac2364e14964ca','test_cross_entropy_certain','code',1,'check.cross_entropy_certain(cross_entropy)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.cross_entropy_certain(cross_entropy)
### END HIDDEN TESTS','12a15fdb8ce6e1e4b439f684c1b310a7','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('0ecade9dc3d247be98bb04c42f13d969','squared_error','code',0,'def squared_error(y_hat, target):
    """The mean over the examples of half the squared distance, ½ ‖ŷ - target‖².

    y_hat and target: shape (k, m), an example in each column; they stay as they are.
    Returns one number, at least 0.
    """
    raise NotImplementedError("Exercise 2.4: write squared_error here, then delete this line.")','f06aa36542bcf13735d9cecb01a0a1fe','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('cec169d981c64c368dd17c7012096ac1','test_squared_error','code',1,'check.squared_error(squared_error)
### BEGIN HIDDEN TESTS
from autograder.hidden import outputs_and_losses as hidden

hidden.squared_error(squared_error)
### END HIDDEN TESTS','35460252a133a11b6b1c4552a26339e0','b28544a2061549f7ba1eb30006020534');
INSERT INTO "source_cell" VALUES('1fb736a9b314472b923e8eb7ed4593ea','setup','code',1,'import numpy as np

from lab import check, draw, mine, recorded, worked
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")','e892108badb77807e6854348a815f4ee','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('87e8f9c8c86e49dbb88805b212d9ec70','initialize_parameters','code',0,'def initialize_parameters(sizes, rng):
    """theta_0: weights W_1 … W_L drawn at random, biases b_1 … b_L zero.

    sizes  [n_0, n_1, …, n_L]: the number of inputs, of units in each hidden layer, of outputs
    rng    a NumPy random Generator: draw from this one, so that a seed decides the network

    Each entry of W_k has mean 0 and a spread (standard deviation) of about 1/√n_{k-1}.
    Returns Parameters(W, b): W[k] is (n_k, n_{k-1}), b[k] is (n_k, 1), W[0] and b[0] are None.
    """
    raise NotImplementedError("Exercise 3.1: write initialize_parameters here, then delete this line.")','665f7b422ea5c078ff64138936b34e4e','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('9fd4ad39a0a94598a4a9cf3f2a471f99','test_initialize_parameters','code',1,'check.initialize_parameters(initialize_parameters)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.initialize_parameters(initialize_parameters)
### END HIDDEN TESTS','29000ca3cfe7685fa1fc084080920ab2','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('54f67e846ecc47a7ab6acf75590c553c','forward_propagation','code',0,'def forward_propagation(theta, X, g, O):
    """All that a network computes on its way from X to y_hat.

        for k = 1 … L-1:   a_k = b_k + W_k h_{k-1},   h_k = g(a_k)          (h_0 = X)
        a_L = b_L + W_L h_{L-1},   y_hat = O(a_L)

    theta  Parameters(W, b), W[k] (n_k, n_{k-1}), b[k] (n_k, 1), k = 1 … L; L is len(theta.W) - 1
    X      (n_0, m), an example a column
    g, O   functions: the activation of the hidden layers, and the output function

    Returns (h, a, y_hat): the lists h[0] … h[L-1] and a[0] … a[L] with a[0] = None,
    each h[k] and a[k] of shape (n_k, m), and y_hat of shape (n_L, m).
    """
    raise NotImplementedError("Exercise 3.2: write forward_propagation here, then delete this line.")','132d2006c65cf5f2c96cac6aaaa05129','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('7924fd6508eb4f37af66de23f469bfa0','test_forward_propagation','code',1,'check.forward_propagation(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.forward_propagation(forward_propagation)
### END HIDDEN TESTS','f0e8c3641f5aaa62b15fa468c04d18fd','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('1e830c523db543b5badf21c642fbd0a4','test_forward_propagation_general','code',1,'check.forward_propagation_general(forward_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import forward_propagation as hidden

hidden.forward_propagation_general(forward_propagation)
### END HIDDEN TESTS','c8a7d2386f5537dcbe97980193d4ae73','1feb4ed2ef19444684dcd0ee9a91f51f');
INSERT INTO "source_cell" VALUES('7c9099d57081461ab907079bc738744e','setup','code',1,'import numpy as np

from lab import check, draw, mine, recorded, worked
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")','1bca98301f12df4bb0990a0701e41f5d','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('041859e94465499980136ed5ced9211d','output_gradient','code',0,'def output_gradient(y_hat, y):
    """∇_{a_L} of each example''s own loss: -(e(y) - ŷ), an example a column, not divided by m.

    y_hat  (n_L, m), probabilities: the output of softmax
    y      (m,), the true classes, integers from 0
    Returns an array of shape (n_L, m).
    """
    raise NotImplementedError("Exercise 4.1: write output_gradient here, then delete this line.")','fbed65a52a7018ca1836eafe0fb77625','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('8bc14e132d1146bf88c43481f55b8dc1','test_output_gradient','code',1,'check.output_gradient(output_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.output_gradient(output_gradient)
### END HIDDEN TESTS','9097a121b714aa60e8bb64f5fb5ca2e2','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('ff81720a24db41f0b2285ee13ad4e24c','parameter_gradients','code',0,'def parameter_gradients(grad_a, h_below):
    """∇_{W_k} and ∇_{b_k} of the mean loss: ∇_{a_k} h_{k-1}ᵀ and ∇_{a_k}, averaged over the batch.

    grad_a   (n_k, m), ∇_{a_k}, a column for each example
    h_below  (n_{k-1}, m), h_{k-1}
    Returns (grad_W, grad_b), of shapes (n_k, n_{k-1}) and (n_k, 1).
    """
    raise NotImplementedError("Exercise 4.2: write parameter_gradients here, then delete this line.")','3fa42fca3216f103fa60e10b66382b90','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('437f6480bb3c4aae8eea72c0f95b2fba','test_parameter_gradients','code',1,'check.parameter_gradients(parameter_gradients)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.parameter_gradients(parameter_gradients)
### END HIDDEN TESTS','1572af95bddade9a48331cfc543c750e','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('f1af2778c27447d3bcb63944135a67b0','hidden_gradient','code',0,'def hidden_gradient(W, grad_a):
    """∇_{h_{k-1}} = W_kᵀ ∇_{a_k}: the gradient for the layer below.

    W       (n_k, n_{k-1}), W_k
    grad_a  (n_k, m), ∇_{a_k}, a column for each example
    Returns an array of shape (n_{k-1}, m).
    """
    raise NotImplementedError("Exercise 4.3: write hidden_gradient here, then delete this line.")','c1d2f9193107939a7d75e84dc262f758','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('60105e21c4fc44ebb185054449167644','test_hidden_gradient','code',1,'check.hidden_gradient(hidden_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.hidden_gradient(hidden_gradient)
### END HIDDEN TESTS','a34ab68f90d7de2d656a5847e1168ac4','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('a5a119b04ead4487bb7d5edbcbd3d057','preactivation_gradient','code',0,'def preactivation_gradient(grad_h, a, g_prime):
    """∇_{a_k} = ∇_{h_k} ⊙ g′(a_k), entry by entry.

    grad_h   (n_k, m), ∇_{h_k}, a column for each example
    a        (n_k, m), the pre-activations a_k
    g_prime  the function g′
    Returns an array of shape (n_k, m).
    """
    raise NotImplementedError("Exercise 4.4: write preactivation_gradient here, then delete this line.")','e1059b7fb93190b639a06f7935f6f2da','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('2b8dc47236694f01b34a603b56505e49','test_preactivation_gradient','code',1,'check.preactivation_gradient(preactivation_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.preactivation_gradient(preactivation_gradient)
### END HIDDEN TESTS','0d94288f0dfce2f8c0f0cf31d4327fc0','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('87f49fa68cee4cce9644ff32011c30a5','back_propagation','code',0,'def back_propagation(theta, h, a, y_hat, y, g_prime):
    """∇θ, the gradient of the mean cross-entropy loss with respect to every W_k and b_k.

    theta        Parameters(W, b), k = 1 … L; L is len(theta.W) - 1
    h, a, y_hat  what forward_propagation(theta, X, g, softmax) returned
    y            (m,), the true classes
    g_prime      the derivative of the hidden layers'' activation g
    Returns Parameters(grad_W, grad_b), each tensor of the shape of its parameter, index 0 None.
    """
    raise NotImplementedError("Exercise 4.5: write back_propagation here, then delete this line.")','a23ca3a17cd976cecabb19126dbc3e34','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('e7457b24e3964377b9b4416a8e448539','test_back_propagation','code',1,'check.back_propagation(back_propagation)
### BEGIN HIDDEN TESTS
from autograder.hidden import back_propagation as hidden

hidden.back_propagation(back_propagation)
### END HIDDEN TESTS','1b18df4be983de8f3675885872331623','81a8dcacb35c469c86d64a21764cb084');
INSERT INTO "source_cell" VALUES('6ff43add36f2474a9bf344b4c32c4733','setup','code',1,'import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters
from lab.suspects import lineup

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = mine.functions(
    "04_back_propagation"
)','0aac3f7c16d802845a7d4879fe808811','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('6b11c08485e24bfdafed195a33c35384','numerical_gradient','code',0,'def numerical_gradient(f, x, epsilon=1e-5):
    """The gradient of f at x by central differences, an entry at a time:

        ∂f/∂x_i  ≈  ( f(x + ε e_i) − f(x − ε e_i) ) / 2ε        e_i: 1 at entry i, 0 elsewhere

    f        a function of an array like x that returns one number
    x        an array of any shape (also of none, a single number); stays as it was
    epsilon  the step ε
    Returns a float64 array of x''s shape.
    """
    raise NotImplementedError("Exercise 5.1: write numerical_gradient here, then delete this line.")','f77c33e69ae25ffe7c71c79def5db0e9','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('3543de62fa2048d19cddd472687db5f3','test_numerical_gradient','code',1,'check.numerical_gradient(numerical_gradient)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.numerical_gradient(numerical_gradient)
### END HIDDEN TESTS','48036007fc3c28d10cd10e53fe6badc4','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('3ca15e2a6ff349bab8377ab974559343','relative_error','code',0,'def relative_error(analytic, numeric):
    """How far two gradients are apart, measured by their own size: the largest, over the entries, of

        |a − n| / max(|a|, |n|)            and 0 for an entry where a and n are both 0

    analytic, numeric  arrays of one shape (or single numbers)
    Returns one number: 0 for equal arrays, at most 2.
    """
    raise NotImplementedError("Exercise 5.2: write relative_error here, then delete this line.")','873c20ebfca61ce3c5ccc609623f5617','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('bae075a5ad6e43b9bdf35e9ae6ac5824','test_relative_error','code',1,'check.relative_error(relative_error)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.relative_error(relative_error)
### END HIDDEN TESTS','52be52437c5e2ff7619e67770fafefe0','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('9d38dd012e0647b2bab128fd425d0d06','check_gradients','code',0,'def check_gradients(loss, theta, grads):
    """The relative error of every tensor of `grads`, each by itself.

    loss   a function: loss(theta) is one number
    theta  Parameters(W, b), where the gradients were taken; stays as it was
    grads  the gradients to be judged, of theta''s structure
    Returns Parameters(W, b) of numbers: W[k] is the relative error of grads.W[k] against the numerical gradient of
    loss with respect to W_k, b[k] the same for b_k; W[0] and b[0] are None.
    """
    raise NotImplementedError("Exercise 5.3: write check_gradients here, then delete this line.")','8448aae56b4d20f7f2619b203f4c8bb3','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('c1344c40d719471393b0622e4bbaf066','test_check_gradients','code',1,'check.check_gradients(check_gradients)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.check_gradients(check_gradients)
### END HIDDEN TESTS','fb1a247b4bab6abddb50b1322a4c1592','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('b7c47cb614754a94897c7ad2e1a1a099','suspects','code',0,'suspects = {
    "ash": "?",
    "birch": "?",
    "cedar": "?",
    "elm": "?",
    "fir": "?",
    "hazel": "?",
    "larch": "?",
    "maple": "?",
    "oak": "?",
    "pine": "?",
}
raise NotImplementedError("Exercise 5.4: write suspects here, then delete this line.")','2cc378de656b6d041ad4d041d0f10dfb','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('42410792b4f24d7d9e289169add5c0d3','test_suspects','code',1,'check.suspects(suspects)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_checking as hidden

hidden.suspects(suspects)
### END HIDDEN TESTS','cf21e0a6d89dcb0e0a84a78c99af673d','095fe0995ca74cb2b611209f6f98b86b');
INSERT INTO "source_cell" VALUES('3f148ead088c42899f5af461dad2e9b4','setup','code',1,'import numpy as np

from lab import check, draw, mine
from lab.parameters import Parameters
from lab.spiral import spiral

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = mine.functions(
    "04_back_propagation"
)
numerical_gradient, relative_error, check_gradients = mine.functions("05_gradient_checking")','be31acbbffe2e57c998b1a9a408e42bc','5676fd7e9dd5450f837ea6cf88bedcd3');
INSERT INTO "source_cell" VALUES('11b18c2139ba4dac8860dae8f6470ace','update_parameters','code',0,'def update_parameters(theta, grads, eta):
    """One step downhill: θ_{t+1} = θ_t − η ∇θ_t, for every W_k and b_k.

    theta  Parameters(W, b); stays as it was
    grads  the gradients, of theta''s structure
    eta    the learning rate η
    Returns new Parameters(W, b) of the same shapes, W[0] and b[0] None.
    """
    raise NotImplementedError("Exercise 6.1: write update_parameters here, then delete this line.")','5caa033904df0f775bae45fff93b4c1f','5676fd7e9dd5450f837ea6cf88bedcd3');
INSERT INTO "source_cell" VALUES('6563c6ae511d4cc78f4bd1c69884fb3d','test_update_parameters','code',1,'check.update_parameters(update_parameters)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_descent as hidden

hidden.update_parameters(update_parameters)
### END HIDDEN TESTS','11b9da5f42d5e8bf2be4bfedb4213c00','5676fd7e9dd5450f837ea6cf88bedcd3');
INSERT INTO "source_cell" VALUES('c6d72cf5281240c290aec0bcc8799c40','gradient_descent','code',0,'def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=tanh_prime, rng=None):
    """The lecture''s algorithm, on all examples at once: softmax at the output, cross-entropy as the loss.

        t ← 0;  initialise θ_0
        while t++ < max_iterations:
            h, a, ŷ = forward_propagation(θ_t)
            ∇θ_t = back_propagation(h, a, ŷ)
            θ_{t+1} ← θ_t − η ∇θ_t

    X          (n_0, m), an example a column
    y          (m,), the true classes, integers from 0
    sizes      [n_0, n_1, …, n_L]
    eta        the learning rate η
    g, g_prime the activation of the hidden layers, and its derivative
    rng        a NumPy random Generator for the initial parameters; None: a fresh one
    Returns (theta, losses): the parameters after the last step, and a list of max_iterations numbers, the loss of
    θ_0, θ_1, …: each of the parameters *before* that iteration''s step.
    """
    raise NotImplementedError("Exercise 6.2: write gradient_descent here, then delete this line.")','60a8e7a3fb842669305483b25995619f','5676fd7e9dd5450f837ea6cf88bedcd3');
INSERT INTO "source_cell" VALUES('b2a828f50d334b2dbedd1d2f63cccf60','test_gradient_descent','code',1,'check.gradient_descent(gradient_descent)
### BEGIN HIDDEN TESTS
from autograder.hidden import gradient_descent as hidden

hidden.gradient_descent(gradient_descent)
### END HIDDEN TESTS','f63664d18a69f5c5294721472d63b957','5676fd7e9dd5450f837ea6cf88bedcd3');
INSERT INTO "source_cell" VALUES('19e59761689b4a9bbff52b9c958cbfdf','setup','code',1,'import numpy as np

from lab import check, data, draw, mine
from lab.optimizers import OPTIMIZERS, cooled
from lab.parameters import Parameters

logistic, logistic_prime, tanh_prime, relu, relu_prime = mine.functions("01_activations")
softmax, one_hot, cross_entropy, squared_error = mine.functions("02_outputs_and_losses")
initialize_parameters, forward_propagation = mine.functions("03_forward_propagation")
output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, back_propagation = mine.functions(
    "04_back_propagation"
)
numerical_gradient, relative_error, check_gradients = mine.functions("05_gradient_checking")
update_parameters, gradient_descent = mine.functions("06_gradient_descent")','abb6e1ed021ed767d70c9c3f258a95c7','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('e21ec0e52eeb4814aec996fa159566a6','images','code',1,'X_train, y_train, X_test, y_test, names = data.fashion_mnist()
print("X_train", X_train.shape, X_train.dtype, "  y_train", y_train.shape, "  X_test", X_test.shape)
print("grey values from", X_train.min(), "to", X_train.max(), "  examples of each class:", np.bincount(y_train))','a69efec8ba1957704cc22ded6628dcf4','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('0204fb4a2fca4c02b5d99c73df7c282e','minibatches','code',0,'def minibatches(X, y, batch_size, rng):
    """One epoch: all examples, in an order drawn from rng, cut into mini-batches.

    X, y        (n_0, N), an example a column, and (N,), its labels; both stay as they were
    batch_size  how many examples a mini-batch holds; the last one holds what remains
    rng         a NumPy random Generator: every order is equally likely, and the same state gives the same order
    Gives pairs (X_batch, y_batch), one after the other: (n_0, m) and (m,). Every example is in exactly one.
    """
    raise NotImplementedError("Exercise 7.1: write minibatches here, then delete this line.")','1ed65b71e1f122bf106bc31a50bcaaf3','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('54a2f778022644dd9c0037e64f3c5e2b','test_minibatches','code',1,'check.minibatches(minibatches)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.minibatches(minibatches)
### END HIDDEN TESTS','518b58804230533e21dafbb6179e252d','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('7941d02c4a6a4e959a3dc43feebaf938','gd_step','code',1,'def gd_step(theta, gradient, state, eta):
    """One step of plain gradient descent: θ ← θ − η∇θ."""
    return update_parameters(theta, gradient(theta), eta), state','2af7aef7a960ba02dd0bf5754787b39e','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('33595454cb3549538487d4ca476eb2a5','momentum_step','code',0,'from lab.optimizers import each


def momentum_step(theta, gradient, state, eta, beta=0.9):
    """One step of gradient descent with momentum: u ← βu + η∇θ, then θ ← θ − u.

    theta     Parameters(W, b); stays as it was
    gradient  a function: gradient(theta) is ∇θ on the current mini-batch, in theta''s structure
    state     None at the first step (then u is 0); afterwards what this function gave back
    eta       the learning rate η
    Returns (theta, state), both new: the parameters after the step, and what the next step must remember.
    """
    raise NotImplementedError("Exercise 7.2: write momentum_step here, then delete this line.")','f241479e18765864e6244c1c43178044','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('c1846458fe4c4228b69440c451796a67','test_momentum_step','code',1,'check.momentum_step(momentum_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.momentum_step(momentum_step)
### END HIDDEN TESTS','a84c0f58ffaa079b8705f059264b6fa7','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('575bd9b7415548b6894e9bcd1308f7bf','nesterov_step','code',0,'from lab.optimizers import each


def nesterov_step(theta, gradient, state, eta, beta=0.9):
    """One step of Nesterov''s accelerated gradient: u ← βu + η∇𝓛(θ − βu), then θ ← θ − u.

    Arguments and result as for momentum_step: only the point where the gradient is taken is another one.
    """
    raise NotImplementedError("Exercise 7.3: write nesterov_step here, then delete this line.")','cafbdfc9b4199bbdedef8103edcc2d33','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('3c314f443d12431ab58ae1d80b0a4a83','test_nesterov_step','code',1,'check.nesterov_step(nesterov_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.nesterov_step(nesterov_step)
### END HIDDEN TESTS','2b63ff9a758453493e929bdc749ea3c2','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('c5859347403749b18656bd8bdadef9e2','adam_step','code',0,'from lab.optimizers import each


def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """One step of Adam, for every entry by itself; t is 1 at the first step.

        m ← β₁m + (1 − β₁)∇θ,    v ← β₂v + (1 − β₂)∇θ²
        m̂ = m / (1 − β₁ᵗ),       v̂ = v / (1 − β₂ᵗ)
        θ ← θ − η m̂ / (√v̂ + ε)

    Arguments and result as for momentum_step.
    """
    raise NotImplementedError("Exercise 7.4: write adam_step here, then delete this line.")','d34be56c742b921ef669fd02f0ca1f92','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('8330a1ad7e4841eca305447fc66125d2','test_adam_step','code',1,'check.adam_step(adam_step)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.adam_step(adam_step)
### END HIDDEN TESTS','b4bf95e0ceea9d1b110b0665be2a9183','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('a19fbfe5984741a69e09cf9efd668509','train','code',0,'from lab.optimizers import each


def train(X, y, sizes, step, eta, epochs, batch_size, rng):
    """Train a network on mini-batches: ReLU inside, softmax out, cross-entropy as the loss.

    X, y        (n_0, N), an example a column, and (N,), the true classes
    sizes       [n_0, n_1, …, n_L]
    step        an optimizer: theta, state = step(theta, gradient, state, eta); state is None at the first call
    epochs      how many times to go through all examples, each time in mini-batches of their own
    rng         a NumPy random Generator for all that is drawn
    Returns (theta, losses): the parameters after the last step, and for every step the loss of its mini-batch.
    """
    raise NotImplementedError("Exercise 7.5: write train here, then delete this line.")','5a00c40ec4a83a1209932ca2a644a1cb','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('e245a4a4656246b59cb74035dd8d1092','test_train','code',1,'check.train(train)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.train(train)
### END HIDDEN TESTS','06518f9fb1f2ce1c5f2304d5b38052b1','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('95e5ef0135744ddda4fda626cf0da607','trained','code',0,'# Give `trained` the parameters of a network that you have trained on X_train and y_train.
trained = mine.not_written("Exercise 7.6: write trained here, in place of this line.")','847b55eabbbad5d23843d41df9eedf5e','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('e7b0f3924b46459688e6749b727d4f5d','test_trained','code',1,'check.trained(trained)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.trained(trained)
### END HIDDEN TESTS','1bdf3359592f00674454c0cda4f029b1','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('83ef93121cb34a8fb4b339c38a74d9c3','confusion_matrix','code',0,'def confusion_matrix(y, y_hat, k):
    """Count what is taken for what.

    y      (m,), the true classes
    y_hat  (k, m), the probabilities; the predicted class is that of the largest
    k      the number of classes
    Returns a (k, k) array of counts that add up to m: true class down, predicted class across.
    """
    raise NotImplementedError("Exercise 7.7: write confusion_matrix here, then delete this line.")','53b69701f196e7856ff08c47db9d0a4a','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('6a1f4badd23b4ce5bea31b3dab09f5b7','test_confusion_matrix','code',1,'check.confusion_matrix(confusion_matrix)
### BEGIN HIDDEN TESTS
from autograder.hidden import fashion_mnist as hidden

hidden.confusion_matrix(confusion_matrix)
### END HIDDEN TESTS','ae41775e7c98f94d2f7c90b137920f68','ab52e5500dd14cba8c963c5612b4b793');
INSERT INTO "source_cell" VALUES('9cfce430b53b4edea9d489639f0d80c2','explain','markdown',0,'*Your answer here: replace this line.*','ebc1102486f26c95d603768b7fa6cf97','ab52e5500dd14cba8c963c5612b4b793');
CREATE TABLE student (
	id VARCHAR(128) NOT NULL, 
	first_name VARCHAR(128), 
	last_name VARCHAR(128), 
	email VARCHAR(128), 
	lms_user_id VARCHAR(128), 
	PRIMARY KEY (id)
);
INSERT INTO "student" VALUES('ada','Ada','Lovelace',NULL,NULL);
INSERT INTO "student" VALUES('bob',NULL,NULL,NULL,NULL);
CREATE TABLE submitted_assignment (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	student_id VARCHAR(128), 
	timestamp DATETIME, 
	extension DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (assignment_id, student_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	FOREIGN KEY(student_id) REFERENCES student (id)
);
INSERT INTO "submitted_assignment" VALUES('4a8b5d35cab2490abeb4217f4d2b73a9','32ae9634fab54c9287b0f02c22212ced','ada','2026-11-25 12:00:00.000000','1970-01-03 00:00:00.000000');
INSERT INTO "submitted_assignment" VALUES('7e3c0dc31cef41a79744996004d64391','32ae9634fab54c9287b0f02c22212ced','bob','2026-11-25 12:00:00.000000',NULL);
CREATE TABLE submitted_notebook (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	notebook_id VARCHAR(32), 
	flagged BOOLEAN, 
	late_submission_penalty FLOAT, 
	PRIMARY KEY (id), 
	UNIQUE (notebook_id, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES submitted_assignment (id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "submitted_notebook" VALUES('42078d57b7ca48248cba87671807a991','4a8b5d35cab2490abeb4217f4d2b73a9','171c2c8afd6a4227ada84cc9e6c6ced5',0,NULL);
INSERT INTO "submitted_notebook" VALUES('2166b2a215704610bc5fc2c87eb59be0','4a8b5d35cab2490abeb4217f4d2b73a9','b28544a2061549f7ba1eb30006020534',0,NULL);
INSERT INTO "submitted_notebook" VALUES('8cce3cb78c3d46f687fffc70cfda6a7a','4a8b5d35cab2490abeb4217f4d2b73a9','1feb4ed2ef19444684dcd0ee9a91f51f',0,NULL);
INSERT INTO "submitted_notebook" VALUES('32f93443fce24a4fa8e78a4a37f5563e','4a8b5d35cab2490abeb4217f4d2b73a9','81a8dcacb35c469c86d64a21764cb084',0,NULL);
INSERT INTO "submitted_notebook" VALUES('3c8a4787f0f341718e0167cf7af4a4d5','4a8b5d35cab2490abeb4217f4d2b73a9','095fe0995ca74cb2b611209f6f98b86b',0,NULL);
INSERT INTO "submitted_notebook" VALUES('0ce88a47d28b461e8b261f84c8f72456','4a8b5d35cab2490abeb4217f4d2b73a9','5676fd7e9dd5450f837ea6cf88bedcd3',0,NULL);
INSERT INTO "submitted_notebook" VALUES('e275777c445f41a6a265261587008403','4a8b5d35cab2490abeb4217f4d2b73a9','ab52e5500dd14cba8c963c5612b4b793',0,NULL);
INSERT INTO "submitted_notebook" VALUES('013788dc5de64eddad36b1b45ac17f4b','7e3c0dc31cef41a79744996004d64391','171c2c8afd6a4227ada84cc9e6c6ced5',0,NULL);
INSERT INTO "submitted_notebook" VALUES('33049d5a11a843ac9dcb496989458802','7e3c0dc31cef41a79744996004d64391','b28544a2061549f7ba1eb30006020534',0,NULL);
INSERT INTO "submitted_notebook" VALUES('654a5b05436d40dfb1344c62dde1922c','7e3c0dc31cef41a79744996004d64391','1feb4ed2ef19444684dcd0ee9a91f51f',0,NULL);
INSERT INTO "submitted_notebook" VALUES('cc84317337c54536ae494da96b99873b','7e3c0dc31cef41a79744996004d64391','81a8dcacb35c469c86d64a21764cb084',0,NULL);
INSERT INTO "submitted_notebook" VALUES('48933df142c94cd1ab139852d10bb0b8','7e3c0dc31cef41a79744996004d64391','095fe0995ca74cb2b611209f6f98b86b',0,NULL);
INSERT INTO "submitted_notebook" VALUES('7b5073e8c86d4e64998d3e1992fc1c93','7e3c0dc31cef41a79744996004d64391','5676fd7e9dd5450f837ea6cf88bedcd3',0,NULL);
INSERT INTO "submitted_notebook" VALUES('ec3288b51d3849c4b960641594fd0835','7e3c0dc31cef41a79744996004d64391','ab52e5500dd14cba8c963c5612b4b793',0,NULL);
CREATE TABLE task_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
COMMIT;
